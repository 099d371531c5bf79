import type { Group, GroupEnvelope, Recording, Talk } from './state';

const listedTalkKeys = [
	'id',
	'created_at',
	'updated_at',
	'name',
	'thumbnail_url',
	'created_by_id',
	'partner_id',
	'price',
	'currency',
	'start_time',
	'schedule',
	'access',
	'mic_behavior',
] as const;

const groupedTalkKeys = [
	...listedTalkKeys,
	'description',
	'end_time',
	'schedule_talk_id',
	'theme_id',
	'subscriptions_allowed',
] as const;

const recordingKeys = [
	'id',
	'created_at',
	'start_time',
	'file_name',
	'share_permission',
	'created_by_id',
	'user_id',
	'transcription',
] as const;

function pick<Entity, Key extends keyof Entity>(entity: Entity, keys: readonly Key[]) {
	return Object.fromEntries(keys.map((key) => [key, entity[key]])) as Pick<Entity, Key>;
}

/** The vendor writes times in two ways; this is the one with an offset. */
const withOffset = (time: string) => time.replace(/Z$/, '+00:00');

/** A talk as the list of talks shows it. */
export function listedTalk(talk: Talk) {
	const { created_at, updated_at, start_time } = talk;
	return {
		...pick(talk, listedTalkKeys),
		created_at: withOffset(created_at),
		updated_at: withOffset(updated_at),
		start_time: withOffset(start_time),
	};
}

/** A talk as its creation shows it. */
export function createdTalk(talk: Talk) {
	return { ...listedTalk(talk), short_url: talk.short_url };
}

/** A talk as the list of a group shows it: with the most fields, and the other way to write times. */
export function groupedTalk(talk: Talk) {
	return pick(talk, groupedTalkKeys);
}

/** A recording as the list of recordings shows it. */
export function listedRecording(recording: Recording) {
	const { created_at, start_time } = recording;
	return {
		...pick(recording, recordingKeys),
		created_at: withOffset(created_at),
		start_time: withOffset(start_time),
	};
}

/** The answer to the creation of a group, in one of the envelopes. */
export function createdGroup(group: Group, envelope: GroupEnvelope): unknown {
	switch (envelope) {
		case 'group':
			return { group, error: null };
		case 'list':
			return [group];
		case 'bare':
			return group;
		default:
			return { [envelope]: [group], error: null };
	}
}

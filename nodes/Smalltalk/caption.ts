import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import { outputField } from '../shared/records/binary';
import { readTranscript } from '../shared/records/readTranscript';
import { formatOfTranscript, saveTranscript } from '../shared/records/transcriptFile';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Resource } from '../shared/vendor/operation';
import { dateTime } from '../shared/vendor/parameter';

/** Captions of one talk, and the items they came in. */
interface TalkCaptions {
	captions: IDataObject[];
	items: number[];
}

/** The caption in an item: an event of the trigger, or the row of a table that it was kept in. */
function captionIn(json: IDataObject): { talkId: string; caption: IDataObject } | undefined {
	const caption = isObject(json.body) ? json.body : json;
	if (typeof caption.message !== 'string' || caption.message.trim() === '') return undefined;
	const talkId = json.talk_id ?? caption.talkId ?? caption.talk_id ?? '';
	return { talkId: String(talkId), caption };
}

/** Captions by talk. One that came twice counts once: Smalltalk gives events no ID. */
function byTalk(records: readonly IDataObject[]): Map<string, TalkCaptions> {
	const talks = new Map<string, TalkCaptions>();
	const seen = new Set<string>();
	for (const [item, json] of records.entries()) {
		const found = captionIn(json);
		if (!found) continue;
		const { talkId, caption } = found;
		const talk = talks.get(talkId) ?? { captions: [], items: [] };
		talks.set(talkId, talk);
		talk.items.push(item);
		const { timestamp, fullname, message } = caption;
		const key = JSON.stringify([talkId, timestamp, fullname, message]);
		if (timestamp === undefined || !seen.has(key)) talk.captions.push(caption);
		seen.add(key);
	}
	return talks;
}

/** Live captions, which only the trigger brings. */
export const caption = {
	name: 'Caption',
	operations: {
		createFile: operation({
			name: 'Create File',
			action: 'Create file from captions',
			description:
				'Create a text or subtitle file from all input items, which must be Next Caption events. Creates one file for each talk.',
			parameters: [formatOfTranscript('vtt'), outputField],
			options: [
				dateTime('startTime', {
					in: 'local',
					description: 'When the recording started. Defaults to the time of the first caption.',
				}),
			],
			takesAll: true,
			run: async ({ execute, values }) => {
				const { format = 'vtt', binaryPropertyName = 'data', startTime } = values;
				const talks = byTalk(execute.getInputData().map(({ json }) => json));
				if (talks.size === 0) {
					throw new InvalidValue(
						'The input has no captions. Each item must have message, fullname and timestamp, as the event Next Caption has',
					);
				}
				const files = [...talks].map(async ([talkId, { captions, items }]) => {
					const origin = startTime === undefined ? undefined : Date.parse(startTime);
					const transcript = readTranscript(captions, { origin });
					const file = await saveTranscript(
						execute,
						transcript ?? { text: '', cues: [] },
						format,
						`Captions ${talkId}`.trim(),
					);
					const json = { talk_id: talkId || null, captions: captions.length };
					return { json, binary: { [binaryPropertyName]: file }, items };
				});
				return await Promise.all(files);
			},
		}),
	},
} satisfies Resource;

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { equalInConstantTime } from '../shared/signature';
import type { Delivery, WebhookEvent, WebhookSource } from '../shared/webhook';

/** Smalltalk's events (http://atsmalltalk.com/api), in the order of the editor. */
export const eventOptions = [
	{
		name: 'Any',
		value: '*',
		description: 'Every event, also those that Smalltalk adds later',
	},
	{
		name: 'Next Caption',
		value: 'next_caption',
		description: 'A caption was added to the live transcript. Comes often while people speak.',
	},
	{
		name: 'Recording Saved',
		value: 'recording_saved',
		description: 'A recording was saved',
	},
	{
		name: 'Talk Join',
		value: 'talk_join',
		description: 'Someone joined a talk. Smalltalk does not say which talk.',
	},
	{
		name: 'Transcription Ready',
		value: 'transcription_ready',
		description: 'The transcription of a recording is ready',
	},
];

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Smalltalk has no API to register webhooks: copy the Production URL above into the webhook settings of your organization on Smalltalk, then publish this workflow',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: eventOptions,
		default: ['transcription_ready'],
		description: 'The events that start the workflow',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Add Talk ID',
				name: 'addTalkId',
				type: 'boolean',
				default: true,
				description:
					'Whether each item gets a talk_id of the same name for all events: Smalltalk calls it talk_id or talkId, and leaves it out of Talk Join, where it is null',
			},
			{
				displayName: 'Ignore Repeats Within',
				name: 'ignoreRepeatsWithin',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'Seconds in which an event with the same content is taken once; 0 takes all. Events of Smalltalk have no ID, so someone who joins twice sends the same content twice.',
			},
			{
				displayName: 'Only Talk ID',
				name: 'talkId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 8384bedb-e656-4d2e-8a6b-58673e794506',
				description:
					'Take only events of this talk. Talk Join names no talk and is then never taken.',
			},
			{
				displayName: 'Secret',
				name: 'secret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'A text of your choice that the sender must give. Smalltalk does not sign its events: add it to the URL that you enter there, as in …/webhook?secret=your-text. Others may send it as the header X-Webhook-Secret.',
			},
		],
	},
];

/** Which talk an event is about; Talk Join does not say. */
function talkIdOf(payload: IDataObject): string | null {
	const body = (payload.body ?? payload) as IDataObject;
	const id = body.talk_id ?? body.talkId;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** Events are documented as `{ event_name, body }`; near variants are taken as well. */
function readEvent(payload: IDataObject): WebhookEvent | undefined {
	const name = payload.event_name ?? payload.event ?? payload.type;
	return typeof name === 'string' && name !== '' ? { name } : undefined;
}

function givenSecret({ headers, query }: Delivery): string {
	const given = query.secret ?? headers['x-webhook-secret'];
	return typeof given === 'string' ? given : '';
}

/** What the trigger's parameters ask for. */
export function smalltalkEvents(wanted: readonly string[], options: IDataObject): WebhookSource {
	const secret = typeof options.secret === 'string' ? options.secret : '';
	const onlyTalk = typeof options.talkId === 'string' ? options.talkId.trim() : '';
	return {
		isGenuine: (delivery) => secret === '' || equalInConstantTime(givenSecret(delivery), secret),
		event: readEvent,
		isWanted: ({ name }, payload) =>
			(wanted.includes('*') || wanted.includes(name)) &&
			(onlyTalk === '' || talkIdOf(payload) === onlyTalk),
		equalBodyWindowMs: Number(options.ignoreRepeatsWithin ?? 0) * 1000,
		extra: (_event, payload) => (options.addTalkId === false ? {} : { talk_id: talkIdOf(payload) }),
	};
}

import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { WebhookSource } from '../shared/webhook';
import { eventTranscript } from './eventTranscript';
import { isSigned } from './signature';
import { transcript } from './transcript';

/** The event that brings a transcript. */
const completed = 'transcript.completed';

/** Talkit's events, in the order of the editor. */
const eventOptions = [
	{
		name: 'Any',
		value: '*',
		description: 'Every event, also those that Talkit adds later',
	},
	{
		name: 'Test Completed',
		value: 'test.completed',
		description: 'Test Webhook was clicked in the Developer Portal',
	},
	{
		name: 'Transcript Completed',
		value: completed,
		description: 'A recording has been transcribed',
	},
];

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Talkit has no API to register webhooks: open your plugin in the Developer Portal, choose Webhooks → New plugin webhook, and enter the Production URL above as the Webhook URI. Then publish this workflow.',
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
		default: [completed],
		description: 'The events that start the workflow',
	},
	{
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'The secret of the webhook in the Developer Portal. Every event must be signed with it; when it is empty, anyone who knows the URL can start the workflow.',
	},
	{
		displayName: 'Fetch Transcript',
		name: 'fetchTranscript',
		type: 'boolean',
		default: false,
		description:
			'Whether the item of a completed transcript carries the whole of it, as transcript. An event whose transcript cannot be fetched is answered with 500, so that Talkit can send it again.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Repeats Within',
				name: 'ignoreRepeatsWithin',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Seconds in which an event with the same content is taken once; 0 takes all',
			},
			{
				displayName: 'Transcript API Path',
				name: 'apiPath',
				type: 'string',
				default: '',
				placeholder: `e.g. ${transcript.operations.get.path}`,
				displayOptions: { show: { '/fetchTranscript': [true] } },
				description: `The vendor does not publish where a transcript is fetched. ${transcript.operations.get.path} is inferred: give another path here if it differs.`,
			},
		],
	},
];

/** What the trigger's parameters ask for. */
export function talkitEvents(context: IWebhookFunctions): WebhookSource {
	const wanted = context.getNodeParameter('events', []) as string[];
	const secret = String(context.getNodeParameter('webhookSecret', '')).trim();
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const fetches = context.getNodeParameter('fetchTranscript', false) === true;
	const apiPath = typeof options.apiPath === 'string' ? options.apiPath.trim() : '';
	return {
		isGenuine: (delivery) => secret === '' || isSigned(delivery, secret),
		event: ({ type }) => (typeof type === 'string' && type !== '' ? { name: type } : undefined),
		isWanted: ({ name }) => wanted.includes('*') || wanted.includes(name),
		equalBodyWindowMs: Number(options.ignoreRepeatsWithin ?? 0) * 1000,
		extra: async ({ name }, payload) =>
			fetches && name === completed ? await eventTranscript(context, payload, apiPath) : {},
	};
}

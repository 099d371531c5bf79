import {
	NodeOperationError,
	type IDataObject,
	type INodeProperties,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { readApiPath } from '../shared/inferred';
import { Cancelled } from '../shared/pace';
import { fillPath } from '../shared/path';
import { connect, send } from '../shared/request';
import { verifyHmacSha256 } from '../shared/signature';
import type { Delivery, WebhookSource } from '../shared/webhook';
import { talkitApi } from './api';
import { installationHeader } from './installationToken';
import { transcript } from './transcript';

/** The event that brings a transcript. */
const completed = 'transcript.completed';

/** Milliseconds for fetching a transcript: the vendor waits for the answer meanwhile. */
const fetchDeadline = 10_000;

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

/** Some senders write spaces after colons and commas; the vendor's own receiver signs without them. */
function compact(rawBody: Buffer): string | undefined {
	try {
		return JSON.stringify(JSON.parse(rawBody.toString('utf8')));
	} catch {
		return undefined;
	}
}

/**
 * Whether an event is signed with the secret: over the bytes that came, or over the compact JSON,
 * which the vendor's own receiver checks.
 */
export function isSigned({ headers, rawBody }: Delivery, secret: string): boolean {
	const token = headers['x-connect-it-token'];
	if (typeof token !== 'string') return false;
	if (verifyHmacSha256(token, secret, rawBody)) return true;
	const json = compact(rawBody);
	return json !== undefined && verifyHmacSha256(token, secret, json);
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isId = (value: unknown) => typeof value === 'number' || (typeof value === 'string' && value);

/** Which transcript an event is about; its fields besides `type` are not documented. */
export function transcriptIdOf(payload: IDataObject): string | undefined {
	const data = isObject(payload.data) ? payload.data : {};
	const nested = isObject(payload.transcript) ? payload.transcript : {};
	const id = [data.id, data.transcript_id, payload.transcript_id, nested.id, payload.id].find(isId);
	return id === undefined ? undefined : String(id);
}

/** Whose transcript it is, where the event says so. */
function installationOf(payload: IDataObject): string | undefined {
	const data = isObject(payload.data) ? payload.data : {};
	return [data.plugin_installation_uuid, payload.plugin_installation_uuid].find(
		(uuid): uuid is string => typeof uuid === 'string' && uuid !== '',
	);
}

/**
 * Fetches the transcript that an event is about, for the event's installation, else the
 * credential's.
 *
 * @param apiPath another path template than the inferred one; empty for that one
 */
async function fetchTranscript(
	context: IWebhookFunctions,
	id: string,
	payload: IDataObject,
	apiPath: string,
): Promise<IDataObject> {
	const { method, path } = transcript.operations.get;
	const template = apiPath === '' ? path : readApiPath(apiPath, ['transcript_id']);
	const installation = installationOf(payload);
	const connection = await connect(context, talkitApi, {
		credentialType: transcript.credential,
		signal: AbortSignal.timeout(fetchDeadline),
	});
	const { body } = await send(connection, {
		method,
		path: fillPath(template, { transcript_id: { value: id, label: 'Transcript' } }),
		...(installation ? { headers: { [installationHeader]: installation } } : {}),
	});
	return body as IDataObject;
}

/**
 * What an item carries besides the payload: the transcript, where the event names one.
 *
 * @throws NodeOperationError whose message says why the transcript cannot be had
 */
async function withTranscript(
	context: IWebhookFunctions,
	payload: IDataObject,
	apiPath: string,
): Promise<IDataObject> {
	const id = transcriptIdOf(payload);
	if (id === undefined) return {};
	try {
		return { transcript: await fetchTranscript(context, id, payload, apiPath) };
	} catch (error) {
		const late = `Talkit did not give the transcript within ${fetchDeadline / 1000} s`;
		throw new NodeOperationError(
			context.getNode(),
			error instanceof Cancelled ? late : (error as Error),
		);
	}
}

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
			fetches && name === completed ? await withTranscript(context, payload, apiPath) : {},
	};
}

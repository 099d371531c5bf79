import type { IDataObject } from 'n8n-workflow';

import { text, toggle } from '../shared/vendor/parameter';
import { equalInConstantTime } from '../shared/trigger/signature';
import { ignoreRepeatsWithin, webhookTrigger, type Delivery } from '../shared/trigger/webhook';
import { eventRecordings } from './eventRecordings';

/** Which talk an event is about; Talk Join does not say. */
function talkIdOf(payload: IDataObject): string | null {
	const body = (payload.body ?? payload) as IDataObject;
	const id = body.talk_id ?? body.talkId;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function givenSecret({ headers, query }: Delivery): string {
	const given = query.secret ?? headers['x-webhook-secret'];
	return typeof given === 'string' ? given : '';
}

/** The events that say that a recording has changed. */
const withRecordings = new Set(['recording_saved', 'transcription_ready']);

/** The secret that people add to the URL: Smalltalk signs nothing. */
export const webhookSecret = { credential: 'smalltalkApi', required: true };

/** Smalltalk's events (http://atsmalltalk.com/api), which carry no signature and no ID. */
export const smalltalkTrigger = webhookTrigger({
	notice:
		"Open <b>Webhook URLs</b> above, copy the Production URL, and enter it in Smalltalk (if you don't find where, ask Smalltalk).",
	events: {
		next_caption: {
			name: 'Next Caption',
			description: 'A live caption was added. Fires often while people are speaking.',
		},
		recording_saved: { name: 'Recording Saved', description: 'A recording was saved' },
		talk_join: {
			name: 'Talk Join',
			description: "Someone joined a talk. The event doesn't include the talk.",
		},
		transcription_ready: {
			name: 'Transcription Ready',
			description: 'The transcription of a recording is ready',
		},
	},
	any: 'All events, including ones Smalltalk adds later',
	defaultEvents: ['transcription_ready'],
	options: [
		toggle('addTalkId', {
			displayName: 'Add Talk ID',
			default: true,
			description:
				'Whether to add talk_id to every item, whatever Smalltalk calls it in the event. It is null for Talk Join.',
		}),
		toggle('fetchRecordings', {
			description:
				"Whether to add the talk's recordings to Recording Saved and Transcription Ready. If they can't be fetched within 10 seconds, recordingsProblem says why.",
		}),
		ignoreRepeatsWithin('Someone who joins twice sends the same content twice.'),
		text('talkId', {
			displayName: 'Only Talk ID',
			placeholder: 'e.g. 8384bedb-e656-4d2e-8a6b-58673e794506',
			description:
				"Only start the workflow for this talk. Talk Join events are ignored because they don't include a talk.",
		}),
	],
	secret: webhookSecret,
	isGenuine: async (delivery, call) => {
		const secret = await call.secret();
		return secret === undefined || equalInConstantTime(givenSecret(delivery), secret);
	},
	// Documented as `{ event_name, body }`; near variants are taken as well.
	readEvent: (payload) => {
		const name = payload.event_name ?? payload.event ?? payload.type;
		return typeof name === 'string' && name !== '' ? { name } : undefined;
	},
	keep: (_event, payload, { values: { talkId } }) =>
		talkId === undefined || talkIdOf(payload) === talkId.trim(),
	add: async ({ name }, payload, { context, values, secret }) => {
		const { addTalkId = true, fetchRecordings } = values;
		const talkId = talkIdOf(payload);
		const fetched =
			fetchRecordings && withRecordings.has(name)
				? await eventRecordings(context, talkId, (await secret()) !== undefined)
				: {};
		return { json: { ...(addTalkId ? { talk_id: talkId } : {}), ...fetched } };
	},
});

import { apiPathParameter } from '../shared/records/paths';
import { ignoreRepeatsWithin, webhookTrigger } from '../shared/trigger/webhook';
import { toggle } from '../shared/vendor/parameter';
import { eventTranscript } from './eventTranscript';
import { isSigned } from './signature';
import { transcript } from './transcript';

/** The event that brings a transcript. */
const completed = 'transcript.completed';

const { get } = transcript.operations;

/** The secret that signs the events of a webhook in the Developer Portal. */
export const webhookSecret = { credential: 'talkitInstallationApi', required: true };

/** Talkit's events, which the Developer Portal sends to the webhooks of a plugin. */
export const talkitTrigger = webhookTrigger({
	notice:
		'Open <b>Webhook URLs</b> above, copy the Production URL, and enter it in the Talkit Developer Portal under <b>Webhooks > New plugin webhook</b> of your plugin.',
	events: {
		'test.completed': {
			name: 'Test Completed',
			description: 'Someone clicked Test Webhook in the Developer Portal',
		},
		[completed]: {
			name: 'Transcript Completed',
			description: 'A transcript is ready',
		},
	},
	any: 'All events, including ones Talkit adds later',
	defaultEvents: [completed],
	parameters: [
		toggle('fetchTranscript', {
			description:
				"Whether to add the full transcript to the output. Requires a credential. If it can't be fetched, Talkit can send the event again.",
		}),
	],
	options: [
		ignoreRepeatsWithin(),
		apiPathParameter(get, {
			displayName: 'Transcript API Path',
			when: { fetchTranscript: [true] },
			description:
				"Only change this if transcripts can't be found. Defaults to /transcripts/{transcript_id}.",
		}),
	],
	secret: webhookSecret,
	isGenuine: async (delivery, call) => {
		const secret = await call.secret();
		return secret === undefined || isSigned(delivery, secret);
	},
	readEvent: ({ type }) => (typeof type === 'string' && type !== '' ? { name: type } : undefined),
	add: async ({ name }, payload, { context, values: { fetchTranscript, apiPath }, secret }) => {
		if (!fetchTranscript || name !== completed) return {};
		const isSigned = (await secret()) !== undefined;
		return { json: await eventTranscript(context, payload, { apiPath, isSigned }) };
	},
});

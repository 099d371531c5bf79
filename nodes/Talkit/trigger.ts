import { apiPathParameter } from '../shared/records/paths';
import { ignoreRepeatsWithin, webhookTrigger } from '../shared/trigger/webhook';
import { text, toggle } from '../shared/vendor/parameter';
import { eventTranscript } from './eventTranscript';
import { isSigned } from './signature';
import { transcript } from './transcript';

/** The event that brings a transcript. */
const completed = 'transcript.completed';

const { get } = transcript.operations;

/** Talkit's events, which the Developer Portal sends to the webhooks of a plugin. */
export const talkitTrigger = webhookTrigger({
	notice:
		'In the Talkit Developer Portal, open your plugin, select <b>Webhooks > New plugin webhook</b>, and enter the Production URL (under Webhook URLs above) as Webhook URI.',
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
		text('webhookSecret', {
			sensitive: true,
			description:
				'Secret of the webhook in the Developer Portal. Without it, anyone who knows the URL can start the workflow.',
		}),
		toggle('fetchTranscript', {
			description:
				"Whether to add the full transcript to the output. If it can't be fetched, Talkit can send the event again.",
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
	isGenuine: (delivery, { values: { webhookSecret = '' } }) =>
		webhookSecret.trim() === '' || isSigned(delivery, webhookSecret.trim()),
	readEvent: ({ type }) => (typeof type === 'string' && type !== '' ? { name: type } : undefined),
	add: async ({ name }, payload, { context, values }) => {
		const { fetchTranscript, apiPath, webhookSecret } = values;
		if (!fetchTranscript || name !== completed) return {};
		return await eventTranscript(context, payload, {
			apiPath,
			isSigned: webhookSecret !== undefined,
		});
	},
});

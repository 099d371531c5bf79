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
		'Talkit has no API to register webhooks: open your plugin in the Developer Portal, choose Webhooks → New plugin webhook, and enter the Production URL above as the Webhook URI. Then publish this workflow.',
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
	any: 'Every event, also those that Talkit adds later',
	defaultEvents: [completed],
	parameters: [
		text('webhookSecret', {
			sensitive: true,
			description:
				'The secret of the webhook in the Developer Portal. Every event must be signed with it; when it is empty, anyone who knows the URL can start the workflow.',
		}),
		toggle('fetchTranscript', {
			description:
				'Whether the item of a completed transcript carries the whole of it, as transcript. An event whose transcript cannot be fetched is answered with 500, so that Talkit can send it again.',
		}),
	],
	options: [
		ignoreRepeatsWithin(),
		apiPathParameter(get, {
			displayName: 'Transcript API Path',
			when: { fetchTranscript: [true] },
			description:
				'The vendor does not publish where a transcript is fetched. /transcripts/{transcript_id} is inferred: give another path here if it differs.',
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

import type { IDataObject } from 'n8n-workflow';

import { text, toggle } from '../shared/vendor/parameter';
import { equalInConstantTime } from '../shared/trigger/signature';
import { ignoreRepeatsWithin, webhookTrigger, type Delivery } from '../shared/trigger/webhook';

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

/** Smalltalk's events (http://atsmalltalk.com/api), which carry no signature and no ID. */
export const smalltalkTrigger = webhookTrigger({
	notice:
		'Smalltalk has no API to register webhooks: copy the Production URL above into the webhook settings of your organization on Smalltalk, then publish this workflow',
	events: {
		next_caption: {
			name: 'Next Caption',
			description: 'A caption was added to the live transcript. Comes often while people speak.',
		},
		recording_saved: { name: 'Recording Saved', description: 'A recording was saved' },
		talk_join: {
			name: 'Talk Join',
			description: 'Someone joined a talk. Smalltalk does not say which talk.',
		},
		transcription_ready: {
			name: 'Transcription Ready',
			description: 'The transcription of a recording is ready',
		},
	},
	any: 'Every event, also those that Smalltalk adds later',
	defaultEvents: ['transcription_ready'],
	options: [
		toggle('addTalkId', {
			displayName: 'Add Talk ID',
			default: true,
			description:
				'Whether each item gets a talk_id of the same name for all events: Smalltalk calls it talk_id or talkId, and leaves it out of Talk Join, where it is null',
		}),
		ignoreRepeatsWithin(
			'Events of Smalltalk have no ID, so someone who joins twice sends the same content twice.',
		),
		text('talkId', {
			displayName: 'Only Talk ID',
			placeholder: 'e.g. 8384bedb-e656-4d2e-8a6b-58673e794506',
			description:
				'Take only events of this talk. Talk Join names no talk and is then never taken.',
		}),
		text('secret', {
			sensitive: true,
			description:
				'A text of your choice that the sender must give. Smalltalk does not sign its events: add it to the URL that you enter there, as in …/webhook?secret=your-text. Others may send it as the header X-Webhook-Secret.',
		}),
	],
	isGenuine: (delivery, { values: { secret = '' } }) =>
		secret === '' || equalInConstantTime(givenSecret(delivery), secret.trim()),
	// Documented as `{ event_name, body }`; near variants are taken as well.
	readEvent: (payload) => {
		const name = payload.event_name ?? payload.event ?? payload.type;
		return typeof name === 'string' && name !== '' ? { name } : undefined;
	},
	keep: (_event, payload, { values: { talkId } }) =>
		talkId === undefined || talkIdOf(payload) === talkId.trim(),
	add: (_event, payload, { values: { addTalkId = true } }) =>
		addTalkId ? { talk_id: talkIdOf(payload) } : {},
});

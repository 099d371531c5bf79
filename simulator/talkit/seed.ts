import type { TalkitState, Transcript, User } from './state';

const dayMs = 24 * 60 * 60 * 1000;

/** The installations that the sample events and the credentials of tests speak of. */
export const installationUuids = {
	mira: '5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
	jonas: 'c1d7a3f4-2b7e-4a58-8f1c-6f3f5b0e9d22',
	otherPlugin: '9e4b6a70-0d1f-4c35-b2a8-7d5e1c3f8b33',
};

/** The transcript that the sample event speaks of. */
export const completedTranscriptId = 4711;

const mira: User = { id: 42, first_name: 'Mira', last_name: 'Okafor' };
const jonas: User = { id: 43, first_name: 'Jonas', last_name: 'Weber' };

/** A developer with two plugins and the users who installed them; times are before `now`. */
export function seed(now: number): TalkitState {
	const daysAgo = (days: number) => new Date(now - days * dayMs).toISOString();
	const dated = (days: number) => ({ created_on: daysAgo(days), updated_on: daysAgo(days) });

	const transcript = (
		id: number,
		user: User,
		days: number,
		given: Pick<Transcript, 'headline' | 'text'> & Partial<Transcript>,
	): Transcript => ({
		id,
		type: 'note',
		created_on: daysAgo(days),
		metadata: { language: 'en' },
		user,
		job: { id: id + 1000, status: given.text === '' ? 'running' : 'completed' },
		audio: { id: id + 2000, duration_seconds: 15 * given.text.split(' ').length },
		...given,
	});

	return {
		developerKey: 'talkit-demo-developer-key',
		webhookSecret: 'talkit-demo-webhook-secret',
		paths: { secretKeys: 'secret_keys', installations: 'installations', webhooks: 'webhooks' },
		plugins: [
			{
				id: 12,
				name: 'Field Notes to CRM',
				description: 'Files what sales people dictate after a visit',
				permissions: { transcripts_read: true, user_read: true },
				published: true,
				disabled: false,
				crm_integration_id: 3,
				logo_uri: 'https://example.com/logos/field-notes.png',
				user_id: mira.id,
				...dated(90),
			},
			{
				id: 15,
				name: 'Meeting Minutes',
				description: 'Sends minutes to those who were there',
				permissions: { transcripts_read: true },
				published: false,
				disabled: false,
				crm_integration_id: 0,
				logo_uri: 'https://example.com/logos/minutes.png',
				user_id: mira.id,
				...dated(30),
			},
		],
		secretKeys: [
			{
				id: 70,
				description: 'n8n',
				value: 'talkit-demo-plugin-secret',
				plugin_id: 12,
				...dated(80),
			},
			{
				id: 71,
				description: 'n8n',
				value: 'talkit-demo-other-plugin-secret',
				plugin_id: 15,
				...dated(20),
			},
		],
		installations: [
			{ id: 301, uuid: installationUuids.mira, plugin_id: 12, user_id: mira.id, ...dated(60) },
			{ id: 302, uuid: installationUuids.jonas, plugin_id: 12, user_id: jonas.id, ...dated(40) },
			{
				id: 303,
				uuid: installationUuids.otherPlugin,
				plugin_id: 15,
				user_id: mira.id,
				...dated(10),
			},
		],
		webhooks: [
			{ id: 501, uri: 'https://example.com/webhooks/talkit', plugin_id: 12, ...dated(60) },
			{ id: 502, uri: 'https://example.com/webhooks/minutes', plugin_id: 15, ...dated(10) },
		],
		users: [mira, jonas],
		transcripts: [
			transcript(4705, mira, 9, {
				headline: 'Visit to Northwind: renewal',
				text: 'They want to renew for two years. The price list of last spring still holds for them.',
			}),
			transcript(4708, mira, 4, {
				headline: 'Call with Adventure Works',
				text: 'Delivery was two days late. I promised a call from logistics by Friday.',
			}),
			transcript(4709, jonas, 3, {
				headline: 'Workshop at Contoso',
				text: 'Eight people, four of them new. They asked for the slides and a second date in March.',
			}),
			transcript(completedTranscriptId, mira, 1, {
				headline: 'Visit to Fabrikam: pilot',
				text: 'The pilot starts on the first of the month with two teams. Send the contract to Ms. Adeyemi.',
			}),
			transcript(4712, mira, 0, { headline: 'Visit to Tailspin Toys', text: '' }),
			transcript(4714, jonas, 0, {
				headline: 'Notes on the road',
				text: 'Order new brochures. Ask Mira about the Fabrikam pilot.',
				type: 'memo',
			}),
		],
	};
}

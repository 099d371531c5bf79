import type { INodeCredentials } from 'n8n-workflow';

import { demoCredentials } from '../../scripts/credentials';
import { errorOf, itemsOf, type Workflow, type WorkflowFile } from '../../scripts/n8n/api';
import { poll } from '../../scripts/poll';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { talkIds } from '../../simulator/smalltalk/seed';
import { clientIds } from '../../simulator/stenomatic/seed';
import type { StenomaticState } from '../../simulator/stenomatic/state';
import type { TalkioState } from '../../simulator/talkio/state';
import { completedTranscriptId } from '../../simulator/talkit/seed';
import { chatIds, messageIds } from '../../simulator/voipbin/seed';
import { environment, n8nApi } from './support/environment';
import { imported, storeCredentials } from './support/nodes';
import { everySecond } from './support/polling';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

interface Started {
	workflow: Workflow;
	/** By their names. */
	vendors: Record<string, SimulatedVendor>;
}

interface Story {
	vendors: string[];
	/** What is changed before the workflow is published, so that the test need not wait. */
	change?: (file: WorkflowFile) => WorkflowFile;
	/** Makes happen what starts the workflow. */
	begin: (started: Started) => Promise<void>;
	/** What the last node then hands on. */
	items: unknown[];
}

const vendorOf = ({ vendors }: Started, name: string): SimulatedVendor => {
	const vendor = vendors[name];
	if (!vendor) throw new Error(`The story has no vendor ${name}`);
	return vendor;
};

/** The vendor sends one of its sample events. */
const sampleEvent = (name: string, event: string) => async (started: Started) => {
	const { control } = vendorOf(started, name);
	await control.setWebhook({ url: n8nApi().productionUrl(started.workflow) });
	await control.sendSample(event);
};

/** Someone fills in the form that the workflow begins with. */
const form =
	(...answers: string[]) =>
	async ({ workflow }: Started) => {
		const id = workflow.nodes.find(({ webhookId }) => webhookId)?.webhookId;
		const body = new FormData();
		for (const [index, answer] of answers.entries()) body.set(`field-${index}`, answer);
		const { url } = environment().n8n;
		const response = await fetch(`${url}/form/${id}`, { method: 'POST', body });
		expect(response.status).toBe(200);
	};

const pollsEverySecond = (file: WorkflowFile): WorkflowFile => ({
	...file,
	nodes: file.nodes.map((node) =>
		'pollTimes' in node.parameters
			? { ...node, parameters: { ...node.parameters, pollTimes: everySecond } }
			: node,
	),
});

/** One for each file in `workflows/`. */
const stories: Record<string, Story> = {
	'smalltalk-transcription-to-text': {
		vendors: ['smalltalk'],
		begin: sampleEvent('smalltalk', 'transcription_ready'),
		items: [
			{
				talkId: talkIds.townHall,
				fileName: '48210377.mp4',
				text: expect.stringMatching(/^Welcome, everybody, to our autumn town hall\./),
			},
		],
	},
	'smalltalk-transcription-to-voipbin': {
		vendors: ['smalltalk', 'voipbin'],
		begin: sampleEvent('smalltalk', 'transcription_ready'),
		items: [
			expect.objectContaining({
				chat_id: chatIds.announcements,
				text: expect.stringMatching(
					/^48210377\.mp4\n\nWelcome, everybody, to our autumn town hall\./,
				),
			}),
		],
	},
	'stenomatic-translated-room': {
		vendors: ['stenomatic'],
		begin: form(
			'Opening Night',
			'Mira Okafor',
			'mira@example.com',
			'en-us',
			'de-DE, fr-FR',
			'harpoon-7',
			'welcome',
		),
		items: [
			{
				to: 'mira@example.com',
				subject: 'Your talk: Opening Night',
				text: expect.stringMatching(
					/^Hello Mira Okafor,\n\nstream your talk to rtmps:\/\/rtmp\.stenomatic\.com\/z\?lang=en-US&name=Mira\+Okafor\nThe room is [\w-]+\. It translates into de-DE, fr-FR\.\nPassword for speakers: harpoon-7\nPassword for your audience: welcome$/,
				),
			},
		],
	},
	'stenomatic-usage-above-limit': {
		vendors: ['stenomatic'],
		change: pollsEverySecond,
		async begin(started) {
			const use = {
				client_id: clientIds.museum,
				at: new Date().setUTCHours(0, 0, 0, 0),
				counter: 'speech_recognition',
				nanoseconds: 37_800e9,
			};
			await vendorOf(started, 'stenomatic').control.setState<StenomaticState>({ usage: [use] });
		},
		items: [
			{
				subject: 'Stenomatic: more than 10 hours of speech recognition',
				text: expect.stringMatching(
					/^Since \d{4}-\d\d-01 it was used for 10\.5 hours\. The limit for this month is 10 hours\.$/,
				),
			},
		],
	},
	'talkio-login-link-for-customer': {
		vendors: ['talkio'],
		begin: form('customer-1001', 'Nathan Smith', 'nathan@example.com'),
		items: [
			{
				to: 'nathan@example.com',
				subject: 'Welcome to your language course',
				text: expect.stringMatching(
					/^Hello Nathan Smith,\n\nthis link logs you in: http:\/\/\S+\/authentication\/partner\/\?token=\S+\nIt is valid until 2026-05-04T10:15:00\.000Z\.$/,
				),
			},
		],
	},
	'talkio-user-expired-to-team': {
		vendors: ['talkio'],
		change: pollsEverySecond,
		async begin(started) {
			const { control } = vendorOf(started, 'talkio');
			await poll(async () => (await control.requests()).length > 1 || undefined, {
				timeout: () => 'n8n did not poll in time',
			});
			const { users } = await control.state<TalkioState>();
			const accountExpiresAt = '2026-05-04T09:00:00.000Z';
			const expiring = users.map((user) =>
				user.id === 'student-1003' ? { ...user, accountExpiresAt } : user,
			);
			await control.setState<TalkioState>({ users: expiring });
		},
		items: [
			{
				subject: 'Talkio: Yuki Tanaka has expired',
				text: 'Yuki Tanaka (yuki.tanaka@example.com) expired on 2026-05-04.',
			},
		],
	},
	'talkit-transcript-to-file': {
		vendors: ['talkit'],
		begin: sampleEvent('talkit', 'transcript.completed'),
		items: [
			expect.objectContaining({ id: completedTranscriptId, headline: 'Visit to Fabrikam: pilot' }),
		],
	},
	'voipbin-reply-in-thread': {
		vendors: ['voipbin'],
		begin: async (started) => {
			await vendorOf(started, 'voipbin').control.sendSample('chatmessage_created');
		},
		items: [
			expect.objectContaining({
				chat_id: chatIds.project,
				parent_id: messageIds.question,
				text: 'Thank you, we are looking into this: Is the new design ready?',
			}),
		],
	},
};

describe('example workflows', () => {
	let files: Map<string, WorkflowFile>;
	let vendors: Started['vendors'] = {};
	let published: Workflow | undefined;

	beforeAll(async () => {
		files = await readWorkflowFiles();
	});

	afterEach(async () => {
		if (published) await n8nApi().unpublish(published);
		published = undefined;
		for (const vendor of Object.values(vendors)) await vendor.stop();
		vendors = {};
	});

	const read = (file: string): WorkflowFile => {
		const workflow = files.get(file);
		if (!workflow) throw new Error(`workflows/${file}.json is not there`);
		return workflow;
	};

	it('Every example workflow is tested here', () => {
		expect([...files.keys()]).toEqual(Object.keys(stories).sort());
	});

	it.each(Object.keys(stories))(
		'The workflow %s names its credentials as n8n proposes, without IDs',
		(file) => {
			const named = read(file).nodes.flatMap(({ credentials }) =>
				Object.entries(credentials ?? {}),
			);
			expect(named).not.toEqual([]);
			for (const [type, credential] of named) {
				const name = demoCredentials.find((one) => one.type === type)?.name;
				expect(credential).toEqual({ id: null, name });
			}
		},
	);

	it.each(Object.entries(stories))('The workflow %s works', async (name, story) => {
		const stored: INodeCredentials = {};
		for (const vendor of story.vendors) {
			const simulated = await simulate(vendor);
			vendors[vendor] = simulated;
			Object.assign(stored, await storeCredentials(vendor, simulated.baseUrl, `workflow ${name}`));
		}
		const { change = (file) => file } = story;
		const workflow = await n8nApi().createWorkflow(change(imported(read(name), stored)));
		await n8nApi().publish(workflow);
		published = workflow;

		await story.begin({ workflow, vendors });

		const [execution] = await n8nApi().executions(workflow, 1);
		if (!execution) throw new Error('There is no execution');
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, workflow.nodes.at(-1)?.name ?? '')).toEqual(story.items);
	});
});

import { poll } from '../../../scripts/poll';
import {
	errorOf,
	itemsOf,
	type N8nApi,
	type Workflow,
	type WorkflowFile,
} from '../../../scripts/n8n/api';
import { talkIds } from '../../../simulator/smalltalk/seed';
import { clientIds } from '../../../simulator/stenomatic/seed';
import type { StenomaticState } from '../../../simulator/stenomatic/state';
import type { TalkioState } from '../../../simulator/talkio/state';
import { completedTranscriptId } from '../../../simulator/talkit/seed';
import { chatIds, messageIds } from '../../../simulator/voipbin/seed';
import { everySecond } from './polling';
import { scriptedModel, type ScriptedModel } from './scriptedModel';
import type { SimulatedVendor } from './simulated';

/** A published workflow of `workflows/`, and what it works with. */
export interface Started {
	api: N8nApi;
	workflow: Workflow;
	/** By their names. */
	vendors: Record<string, SimulatedVendor>;
}

/** What one of the example workflows does. */
export interface Story {
	vendors: string[];
	/** What is changed before the workflow is published, so that the test need not wait. */
	change?: (file: WorkflowFile, api: N8nApi) => WorkflowFile | Promise<WorkflowFile>;
	/** Makes happen what starts the workflow. */
	begin: (started: Started) => Promise<void>;
	/** What the last node then returns. */
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
	await control.setWebhook({ url: started.api.productionUrl(started.workflow) });
	await control.sendSample(event);
};

/** Someone fills in the form that the workflow begins with. */
const form =
	(...answers: string[]) =>
	async ({ api, workflow }: Started) => {
		const id = workflow.nodes.find(({ webhookId }) => webhookId)?.webhookId;
		const body = new FormData();
		for (const [index, answer] of answers.entries()) body.set(`field-${index}`, answer);
		const response = await fetch(`${api.url}/form/${id}`, { method: 'POST', body });
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

/** The model of the workflow with an AI Agent: first it lists the recordings, then it answers. */
let model: ScriptedModel | undefined;

const withScriptedModel = async (file: WorkflowFile, api: N8nApi): Promise<WorkflowFile> => {
	model = await scriptedModel([
		{ tool: 'Get_recordings', input: { Talk_ID: talkIds.townHall } },
		'The town hall was in autumn.',
	]);
	const name = 'Scripted model';
	const data = { apiKey: 'none', url: model.url };
	const openAiApi = { id: await api.createCredential('openAiApi', name, data), name };
	const nodes = file.nodes.map((node) => {
		if (node.name === 'OpenAI Chat Model') return { ...node, credentials: { openAiApi } };
		return node.name === 'Question'
			? { ...node, parameters: { ...node.parameters, public: true } }
			: node;
	});
	return { ...file, nodes };
};

/** Someone asks in the chat that the workflow begins with. */
const ask =
	(chatInput: string) =>
	async ({ api, workflow }: Started) => {
		const id = workflow.nodes.find(({ webhookId }) => webhookId)?.webhookId;
		const response = await fetch(`${api.url}/webhook/${id}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId: 'one', chatInput }),
		});
		expect(response.status).toBe(200);
		await response.text();
		const heard = JSON.stringify(model?.requests.at(-1)?.messages);
		expect(heard).toContain('Welcome, everybody, to our autumn town hall.');
		await model?.stop();
	};

/** One for each file in `workflows/`. */
export const stories: Record<string, Story> = {
	'smalltalk-ai-agent': {
		vendors: ['smalltalk'],
		change: withScriptedModel,
		begin: ask('When was the town hall?'),
		items: [{ output: 'The town hall was in autumn.' }],
	},
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

/** Has happen what the story tells, in a workflow that is published, and returns the last node's items. */
export async function play(story: Story, started: Started): Promise<unknown[]> {
	await story.begin(started);
	const [execution] = await started.api.executions(started.workflow, 1);
	if (!execution) throw new Error('There is no execution');
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, started.workflow.nodes.at(-1)?.name ?? '');
}

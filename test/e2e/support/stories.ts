import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

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
import { sampleEventsAt } from '../../../simulator/voipbin/sampleEvents';
import { agentIds, chatIds, messageIds } from '../../../simulator/voipbin/seed';
import type { Message, VoipbinState } from '../../../simulator/voipbin/state';
import { byId } from '../../uses/use';
import { everySecond } from './polling';
import { scriptedModel, type ScriptedModel, type ToolCall } from './scriptedModel';
import type { SimulatedVendor } from './simulated';
import { talkAs } from './talkAs';

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

/** The model of the workflow that plays. */
let model: ScriptedModel | undefined;

/** Lets a model say this, opens the workflow's own chat to everybody, and sets other parameters. */
const withModel =
	(turns: ReadonlyArray<ToolCall | string>, set: Record<string, INodeParameters> = {}) =>
	async (file: WorkflowFile, api: N8nApi): Promise<WorkflowFile> => {
		model = await scriptedModel(turns);
		const name = 'Scripted model';
		const data = { apiKey: 'none', url: model.url };
		const openAiApi = { id: await api.createCredential('openAiApi', name, data), name };
		const nodes = file.nodes.map((node) => ({
			...node,
			...(node.name === 'OpenAI Chat Model' ? { credentials: { openAiApi } } : {}),
			parameters: {
				...node.parameters,
				...(node.type.endsWith('.chatTrigger') ? { public: true } : {}),
				...set[node.name],
			},
		}));
		return { ...file, nodes };
	};

/** What the model was last told. */
const lastHeard = () => JSON.stringify(model?.requests.at(-1)?.messages);

/** Someone writes in the chat that the workflow begins with. */
async function write({ api, workflow }: Started, chatInput: string): Promise<void> {
	const id = workflow.nodes.find(({ type }) => type.endsWith('.chatTrigger'))?.webhookId;
	const response = await fetch(`${api.url}/webhook/${id}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', sessionId: 'one', chatInput }),
	});
	expect(response.status).toBe(200);
	await response.text();
}

/** A message of VoIPBin Talk, once it is there. */
const messageLike = async (started: Started, matches: (message: Message) => boolean) =>
	await poll(
		async () => {
			const { messages } = await vendorOf(started, 'voipbin').control.state<VoipbinState>();
			return messages.find(matches);
		},
		{ timeout: () => 'The message was not sent in time' },
	);

/** A model posts an announcement with a tool that people have to approve. */
const postAnnouncement = (Text: string): ToolCall => ({
	tool: 'Post_announcement',
	input: { toolParameters: { Text }, hitlParameters: {} },
});

/** One for each file in `workflows/`. */
export const stories: Record<string, Story> = {
	'smalltalk-ai-agent': {
		vendors: ['smalltalk'],
		change: withModel([
			{ tool: 'Get_recordings', input: { Talk_ID: talkIds.townHall } },
			'The town hall was in autumn.',
		]),
		async begin(started) {
			await write(started, 'When was the town hall?');
			expect(lastHeard()).toContain('Welcome, everybody, to our autumn town hall.');
		},
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
	'voipbin-ai-assistant': {
		vendors: ['voipbin'],
		change: withModel([
			{ tool: 'Get_messages', input: { Contains: 'document' } },
			'It is ready since this morning.',
			'In the shared folder.',
		]),
		async begin(started) {
			const { api, workflow } = started;
			const { control } = vendorOf(started, 'voipbin');
			const { chatmessage_created: event } = sampleEventsAt(Date.now());
			await control.sendEvent(event);
			await api.executions(workflow, 1);
			expect(lastHeard()).toContain('Here is the design document.');
			// A question in the same thread: the memory has what was said before.
			const data = { ...event.data, id: randomUUID(), parent_id: messageIds.question };
			await control.sendEvent({ ...event, data: { ...data, text: 'And where is it?' } });
			await api.executions(workflow, 2);
			expect(lastHeard()).toMatch(/It is ready since this morning\..*And where is it\?/);
			// Another thread has a memory of its own.
			await control.sendEvent({ ...event, data: { ...event.data, id: messageIds.answer } });
			await api.executions(workflow, 3);
			expect(lastHeard()).not.toContain('And where is it?');
			// The agent's own replies have started nothing.
			expect(await api.executionIds(workflow)).toHaveLength(3);
		},
		items: [
			expect.objectContaining({
				chat_id: chatIds.project,
				parent_id: messageIds.question,
				text: 'It is ready since this morning.',
			}),
		],
	},
	'voipbin-approve-agent-tool': {
		vendors: ['voipbin'],
		change: withModel(
			[
				postAnnouncement('The office is closed.'),
				postAnnouncement('The office is closed on Friday.'),
				'The announcement is posted.',
			],
			{
				Request: { options: { chatId: byId(chatIds.project) } },
				'Post announcement': { chatId: byId(chatIds.announcements) },
				'Ask for approval': { agentId: byId(agentIds.grace) },
			},
		),
		async begin(started) {
			const grace = await talkAs(vendorOf(started, 'voipbin'), 'grace');
			await vendorOf(started, 'voipbin').control.sendSample('chatmessage_created');
			const first = await messageLike(started, ({ text }) => text.includes('is closed.'));
			expect(first).toMatchObject({ chat_id: chatIds.direct });
			await grace('', {
				chat_id: first.chat_id,
				parent_id: first.id,
				type: 'normal',
				text: 'Decline: say when',
			});
			const second = await messageLike(
				started,
				({ text, chat_id }) => text.includes('on Friday') && chat_id === chatIds.direct,
			);
			expect(lastHeard()).toContain('say when');
			await grace(`/${second.id}/reactions`, { emoji: '👍' });
			const posted = await messageLike(started, ({ chat_id }) => chat_id === chatIds.announcements);
			expect(posted.text).toBe('The office is closed on Friday.');
		},
		items: [
			expect.objectContaining({
				chat_id: chatIds.project,
				parent_id: messageIds.question,
				text: 'The announcement is posted.',
			}),
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
	await model?.stop();
	model = undefined;
	return itemsOf(execution, started.workflow.nodes.at(-1)?.name ?? '');
}

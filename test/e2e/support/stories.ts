import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { poll } from '../../../scripts/poll';
import {
	errorOf,
	itemsOf,
	type Execution,
	type N8nApi,
	type Workflow,
	type WorkflowFile,
} from '../../../scripts/n8n/api';
import { scriptedModel, type ScriptedModel, type ToolCall } from '../../../simulator/scriptedModel';
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
import { answer } from './questions';
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

/** Sets parameters of nodes by their names. */
const withParameters =
	(set: Record<string, INodeParameters>) =>
	(file: WorkflowFile): WorkflowFile => ({
		...file,
		nodes: file.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...set[node.name] },
		})),
	});

/** The schedule of the workflow comes round. */
const scheduled = async ({ api, workflow }: Started) => {
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('.scheduleTrigger'));
	await api.start(workflow, trigger?.name ?? '');
};

/** Another system calls the webhook that the workflow begins with. */
const called = (body: object) => async (started: Started) => {
	const response = await fetch(webhookUrl(started, '.webhook'), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(200);
};

/** The production URL of a webhook or an MCP server of n8n's own. */
function webhookUrl({ api, workflow }: Started, type: string): string {
	const found = workflow.nodes.find((node) => node.type.endsWith(type));
	const folder = type === '.mcpTrigger' ? 'mcp' : 'webhook';
	return `${api.url}/${folder}/${String(found?.parameters.path)}`;
}

/** The question that a workflow asks in VoIPBin is answered on its page. */
async function decide(started: Started, asked: string, decision: string): Promise<void> {
	const { medias } = await messageLike(started, ({ text }) => text.includes(asked));
	const { api, workflow } = started;
	await poll(async () => (await api.executionIds(workflow, ['waiting'])).length > 0 || undefined, {
		timeout: () => 'The execution did not wait in time',
	});
	await answer(String(medias[0]?.link_url), { decision });
}

let stopServing: (() => Promise<void>) | undefined;

/** Serves a file, and returns its URL. */
async function serve(rows: object[]): Promise<string> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(rows));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	// A test that fails does not wait for it.
	server.unref();
	stopServing = async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	};
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/users.json`;
}

/** An assistant that speaks MCP with a server. */
function mcpClient(url: string) {
	let session: string | undefined;
	return async <Result>(method: string, params: object): Promise<Result> => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(session ? { 'mcp-session-id': session } : {}),
			},
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		});
		expect(response.status).toBe(200);
		session ??= response.headers.get('mcp-session-id') ?? undefined;
		const text = await response.text();
		const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		return (JSON.parse(data) as { result: Result }).result;
	};
}

const askGrace = { agentId: byId(agentIds.grace) };

/** One for each file in `workflows/`. */
export const stories: Record<string, Story> = {
	'mcp-server': {
		vendors: ['smalltalk', 'voipbin', 'talkio'],
		change: withParameters({ 'MCP server': { authentication: 'none' } }),
		async begin(started) {
			const ask = mcpClient(webhookUrl(started, '.mcpTrigger'));
			const client = { name: 'assistant', version: '1' };
			const hello = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: client };
			await ask('initialize', hello);
			const { tools } = await ask<{ tools: Array<{ name: string }> }>('tools/list', {});
			expect(tools.map(({ name }) => name).sort()).toEqual([
				'Get_chats',
				'Get_messages_of_chat',
				'Get_talks',
				'Get_transcripts_of_talk',
				'Get_usage_of_user',
			]);
			const transcripts = {
				name: 'Get_transcripts_of_talk',
				arguments: { Talk_ID: talkIds.townHall },
			};
			const told = await ask<object>('tools/call', transcripts);
			expect(JSON.stringify(told)).toContain('Welcome, everybody, to our autumn town hall.');
		},
		items: expect.anything() as never,
	},
	'smalltalk-captions-to-srt': {
		vendors: ['smalltalk', 'voipbin'],
		change: withParameters({ 'Post file': { chatId: byId(chatIds.project) } }),
		async begin(started) {
			await sampleEvent('smalltalk', 'transcription_ready')(started);
			await messageLike(started, ({ text }) => text.startsWith('Subtitles of'));
			const { files } = await vendorOf(started, 'voipbin').control.state<VoipbinState>();
			const content = Buffer.from(String(files.at(-1)?.content), 'base64').toString();
			expect(content).toMatch(
				/^1\n00:00:00,000 --> 00:00:09,400\nNadia Okafor: Welcome, everybody/,
			);
		},
		items: [
			expect.objectContaining({
				text: 'Subtitles of 48210377.mp4',
				medias: [expect.objectContaining({ type: 'file' })],
			}),
		],
	},
	'smalltalk-meeting-notes': {
		vendors: ['smalltalk', 'voipbin'],
		change: async (file, api) =>
			await withModel(['Revenue is up. Next step: the beta.'], {
				'Post notes': { chatId: byId(chatIds.project) },
			})(file, api),
		async begin(started) {
			await sampleEvent('smalltalk', 'transcription_ready')(started);
			await messageLike(started, ({ text }) => text.startsWith('Revenue is up.'));
			expect(lastHeard()).toContain('Welcome, everybody, to our autumn town hall.');
		},
		items: [
			expect.objectContaining({
				chat_id: chatIds.project,
				text: 'Revenue is up. Next step: the beta.',
			}),
		],
	},
	'stenomatic-cost-guard': {
		vendors: ['stenomatic', 'voipbin'],
		change: (file) =>
			pollsEverySecond(
				withParameters({
					'Usage above limit': { usageClientId: byId(clientIds.museum) },
					'Ask to archive': askGrace,
					'Get rooms': { clientId: byId(clientIds.museum) },
				})(file),
			),
		async begin(started) {
			const use = {
				client_id: clientIds.museum,
				at: new Date().setUTCHours(0, 0, 0, 0),
				counter: 'speech_recognition',
				nanoseconds: 37_800e9,
			};
			await vendorOf(started, 'stenomatic').control.setState<StenomaticState>({ usage: [use] });
			await decide(started, '10.5 hours of speech recognition', 'approve');
		},
		items: expect.arrayContaining([expect.objectContaining({ is_archived: true })]) as never,
	},
	'stenomatic-multilingual-event': {
		vendors: ['smalltalk', 'stenomatic'],
		change: withParameters({ 'Create room': { clientId: byId(clientIds.museum) } }),
		begin: form('Opening Night', 'Mira Okafor', 'mira@example.com', 'en-us', 'de-DE, fr-FR'),
		items: [
			{
				to: 'mira@example.com',
				subject: 'Your event: Opening Night',
				text: expect.stringMatching(
					/^Hello Mira Okafor,\n\nyour audience joins here: https:\/\/atslt\.com\/\w+\nStream your talk to rtmps:\/\/\S+lang=en-US&name=Mira\+Okafor\nIt is translated into de-DE, fr-FR\.$/,
				),
			},
		],
	},
	'talkio-deal-won': {
		vendors: ['talkio'],
		begin: called({ id: 'customer-1001', name: 'Nathan Smith', email: 'nathan@example.com' }),
		items: [
			{
				to: 'nathan@example.com',
				subject: 'Welcome to your language course',
				text: expect.stringMatching(/^Hello Nathan Smith,\n\nthis link logs you in: http/),
			},
		],
	},
	'talkio-monthly-usage-csv': {
		vendors: ['talkio'],
		async begin(started) {
			await scheduled(started);
			const [execution] = await started.api.executions(started.workflow, 1);
			const rows = itemsOf(execution as Execution, 'Get report');
			const { users, expiredUsers } = await vendorOf(
				started,
				'talkio',
			).control.state<TalkioState>();
			expect(rows.map(({ userId }) => userId)).toEqual(
				[...users, ...expiredUsers].map(({ id }) => id),
			);
			const [file] = binariesOf(execution as Execution, 'CSV file');
			expect(file).toMatchObject({
				fileName: expect.stringMatching(/^usage-\d{4}-\d\d\.csv$/) as string,
				mimeType: 'text/csv',
			});
			expect(file?.bytes ?? file?.fileSize).toBeTruthy();
		},
		items: [{}],
	},
	'talkio-nightly-sync': {
		vendors: ['talkio'],
		async change(file) {
			const url = await serve([
				{ id: 'student-1001', name: 'Amelie Martin', email: 'a@example.com' },
				{ id: 'new-1', name: 'New One', email: 'n@example.com' },
			]);
			return withParameters({ 'Read sheet': { url } })(file);
		},
		async begin(started) {
			const { control } = vendorOf(started, 'talkio');
			const before = (await control.state<TalkioState>()).users;
			await scheduled(started);
			await started.api.executions(started.workflow, 1);
			const { users } = await control.state<TalkioState>();
			const user = (id: string) => users.find((one) => one.id === id);
			expect(user('student-1001')).toMatchObject({ userName: 'Amelie Martin' });
			expect(user('new-1')).toMatchObject({ userName: 'New One', email: 'n@example.com' });
			// Only members who are not in the sheet.
			const expired = before.filter(
				({ id, accountExpiresAt }) => user(id)?.accountExpiresAt !== accountExpiresAt,
			);
			expect(expired.map(({ id }) => id)).toEqual(
				before
					.filter(({ id, userType }) => userType === 'member' && id !== 'student-1001')
					.map(({ id }) => id),
			);
			await stopServing?.();
		},
		items: expect.arrayContaining([expect.objectContaining({ id: 'student-1002' })]) as never,
	},
	'talkio-quiet-learners': {
		vendors: ['talkio'],
		change: (file) => {
			const text = JSON.stringify(file).replace('"rightValue":1,', '"rightValue":100,');
			return JSON.parse(text) as WorkflowFile;
		},
		begin: scheduled,
		items: expect.arrayContaining([
			{
				to: 'amelie.fontaine@example.com',
				subject: 'We miss you',
				text: expect.stringMatching(/^Hello Amelie Fontaine,\n\ncontinue where you stopped: http/),
			},
		]) as never,
	},
	'talkit-voice-note-to-crm': {
		vendors: ['talkit'],
		change: withModel([
			JSON.stringify({ company: 'Fabrikam', contact: 'Lena Roth', next_step: 'Send an offer' }),
		]),
		begin: sampleEvent('talkit', 'transcript.completed'),
		items: [{ output: { company: 'Fabrikam', contact: 'Lena Roth', next_step: 'Send an offer' } }],
	},
	'voipbin-approve-before-posting': {
		vendors: ['voipbin'],
		change: withParameters({
			'Ask for approval': askGrace,
			Post: { chatId: byId(chatIds.announcements) },
		}),
		async begin(started) {
			await form('The office is closed on Friday.')(started);
			await decide(started, 'May this be posted?', 'approve');
		},
		items: [
			expect.objectContaining({
				chat_id: chatIds.announcements,
				text: 'The office is closed on Friday.',
			}),
		],
	},
	'voipbin-incident-room': {
		vendors: ['voipbin', 'smalltalk'],
		change: withParameters({ 'Create chat': { participants: [agentIds.grace, agentIds.linus] } }),
		begin: called({ title: 'API down', details: 'Errors above 5 percent' }),
		items: [
			expect.objectContaining({
				text: expect.stringMatching(/^Errors above 5 percent\n\nJoin: https:\/\/atslt\.com\/\w+$/),
			}),
		],
	},
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

/** The files that a node has put into the field `data`. */
function binariesOf({ data }: Execution, node: string) {
	const [run] = data.resultData.runData[node] ?? [];
	return (run?.data?.main?.[0] ?? []).map(({ binary }) => binary?.data);
}

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

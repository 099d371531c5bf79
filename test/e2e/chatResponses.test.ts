import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeCredentials } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { poll } from '../../scripts/poll';
import { systemClock } from '../../simulator/clock';
import { agentIds, chatIds, messageIds } from '../../simulator/voipbin/seed';
import type { Message } from '../../simulator/voipbin/state';
import { chain } from '../support/chain';
import { byId } from '../uses/use';
import { environment, n8nApi } from './support/environment';
import { storeCredentials } from './support/nodes';
import { answer, both, Questions } from './support/questions';
import { simulate, type SimulatedVendor } from './support/simulated';
import { talkAs, type Talk } from './support/talkAs';

jest.setTimeout(60_000);

describe('a response in the chat', () => {
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;
	let questions: Questions;
	const api = n8nApi();

	beforeAll(async () => {
		// A trigger takes an old event for a replay.
		voipbin = await simulate('voipbin', systemClock);
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'chat responses');
		questions = new Questions(api, voipbin, credentials);
	});
	afterAll(() => voipbin.stop());
	beforeEach(() => voipbin.control.reset());

	let trigger: Workflow;
	let people: Record<'grace' | 'linus' | 'ada', Talk>;

	beforeEach(async () => {
		trigger = await api.createWorkflow(
			chain('Answers', [
				{
					name: 'Trigger',
					type: `${environment().packed.name}.voipbinTrigger`,
					typeVersion: 2,
					webhookId: randomUUID(),
					parameters: { events: ['chatmessage_created'] },
					credentials,
				},
			]),
		);
		await api.publish(trigger);
		people = {
			grace: await talkAs(voipbin, 'grace'),
			linus: await talkAs(voipbin, 'linus'),
			ada: await talkAs(voipbin, 'ada'),
		};
	});
	afterEach(async () => await api.unpublish(trigger));

	const react = async (name: keyof typeof people, id: string, emoji: string) =>
		await people[name](`/${id}/reactions`, { emoji });

	const reply = async (name: keyof typeof people, { id, chat_id }: Message, text: string) =>
		await people[name]('', { chat_id, parent_id: id, type: 'normal', text });

	/** Waits until the trigger's workflow has run so often. */
	const started = async (count: number) =>
		await poll(
			async () =>
				(await api.executionIds(trigger, ['success'])).length === count ? true : undefined,
			{ timeout: () => `The trigger did not start its workflow ${count} times` },
		);

	const dataOf = async (executionId: string) =>
		itemsOf(await api.finished(executionId), 'Ask')[0]?.data as IDataObject;

	const inChat = { respondInChat: ['reaction', 'reply'] };

	it('A reaction approves, and the output and the thread say who responded', async () => {
		const { message, executionId } = await questions.ask({
			message: 'React?',
			options: { ...inChat, afterResponse: 'reply' },
		});
		await react('grace', message.id, '❤️');
		await react('grace', message.id, '👍🏽');
		expect(await dataOf(executionId)).toEqual({
			approved: true,
			respondedAt: expect.any(String),
			responder: {
				id: agentIds.grace,
				name: 'Grace Ito',
				username: 'grace@northwind.example',
			},
			emoji: '👍🏽',
			messageId: message.id,
		});
		expect((await questions.messages()).at(-1)).toMatchObject({
			text: 'Approved by Grace Ito',
			parent_id: message.id,
		});
	});

	it('A reply declines with a reason and starts no other workflow, while talk in the thread does', async () => {
		const { message, executionId } = await questions.ask({
			message: 'Reply?',
			approvalOptions: both,
			options: inChat,
		});
		await reply('linus', message, 'Let me have a look');
		await started(1);
		const replyId = await reply('linus', message, 'Decline: too blue');
		expect(await dataOf(executionId)).toMatchObject({
			approved: false,
			reason: 'too blue',
			chatInput: 'too blue',
			replyId,
			responder: { id: agentIds.linus, name: 'Linus Berg' },
		});
		await reply('linus', message, 'Sorry');
		await started(2);
	});

	it('A reply is the response to a question for free text', async () => {
		const { message, executionId } = await questions.ask({
			message: 'What now?',
			responseType: 'freeText',
			options: inChat,
		});
		await reply('grace', message, ' <b>Ship</b> it ');
		expect(await dataOf(executionId)).toMatchObject({
			text: '<b>Ship</b> it',
			responder: { name: 'Grace Ito' },
		});
	});

	it('The agent that asks does not answer itself', async () => {
		const { message, executionId } = await questions.ask({ message: 'Me?', options: inChat });
		await react('ada', message.id, '👍');
		await reply('ada', message, 'Approve');
		await react('linus', message.id, 'thumbsup');
		expect(await dataOf(executionId)).toMatchObject({ responder: { id: agentIds.linus } });
	});

	it('Only approvers can respond, and only in the chat', async () => {
		const { message, url, workflow, executionId } = await questions.ask({
			message: 'Who?',
			approvalOptions: both,
			options: { ...inChat, approvers: [agentIds.grace] },
		});
		const page = await (await fetch(url)).text();
		expect(page).toContain('Only selected people can respond.');
		expect(page).not.toContain('<form');
		expect(await (await answer(url, { decision: 'approve' })).text()).toBe(page);
		await react('linus', message.id, '👎');
		await reply('linus', message, 'Decline');
		await started(1);
		expect(await api.executionIds(workflow, ['waiting'])).toEqual([executionId]);
		await react('grace', message.id, '👍');
		expect(await dataOf(executionId)).toMatchObject({
			approved: true,
			responder: { id: agentIds.grace },
		});
	});

	it('Whoever tells of a response proves nothing: it is read from VoIPBin', async () => {
		const other = await questions.ask({ message: 'Another?', options: inChat });
		const { message, url, workflow, executionId } = await questions.ask({
			message: 'Forged?',
			options: inChat,
		});
		const elsewhere = await reply(
			'linus',
			{ ...other.message, id: messageIds.question },
			'Approve',
		);
		for (const told of [message.id, elsewhere, randomUUID(), 'x', '../agents']) {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ outside: told }),
			});
			expect(await response.json()).toMatchObject({ answered: false });
		}
		expect(await api.executionIds(workflow, ['waiting'])).toEqual([executionId]);
		await react('linus', message.id, '👍');
		expect(await dataOf(executionId)).toMatchObject({ approved: true });
		await answer(other.url, { decision: 'approve' });
		await api.finished(other.executionId);
	});

	it('Without Respond in Chat only the link counts', async () => {
		const { message, url, executionId } = await questions.ask({ message: 'Link?' });
		await react('linus', message.id, '👍');
		await reply('linus', message, 'Approve');
		await started(1);
		await answer(url, { decision: 'approve' });
		expect(await dataOf(executionId)).not.toHaveProperty('responder');
	});

	it('A question can be sent to one agent, who answers in the direct chat', async () => {
		const { message, executionId } = await questions.ask({
			message: 'Between us?',
			sendTo: 'agent',
			agentId: byId(agentIds.grace),
			options: inChat,
		});
		expect(message.chat_id).toBe(chatIds.direct);
		await react('grace', message.id, '👍');
		expect(await dataOf(executionId)).toMatchObject({ responder: { id: agentIds.grace } });
	});
});

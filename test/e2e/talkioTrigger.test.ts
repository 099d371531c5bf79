import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { poll } from '../../scripts/poll';
import type { TalkioState } from '../../simulator/talkio/state';
import { n8nApi } from './support/environment';
import { storeCredentials, triggerWorkflow } from './support/nodes';
import { everySecond } from './support/polling';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('Talkio Trigger', () => {
	let talkio: SimulatedVendor;
	let credentials: INodeCredentials;
	let published: Workflow | undefined;

	beforeAll(async () => {
		talkio = await simulate('talkio');
		credentials = await storeCredentials('talkio', talkio.baseUrl, 'talkio trigger');
	});

	afterAll(() => talkio.stop());

	beforeEach(() => talkio.control.reset());

	afterEach(async () => {
		if (published) await n8nApi().unpublish(published);
		published = undefined;
	});

	const requests = async () => (await talkio.control.requests()).length;

	/** Waits for so many more requests: what was there before has then been seen. */
	async function nextRequests(more: number): Promise<void> {
		const wanted = (await requests()) + more;
		await poll(async () => (await requests()) >= wanted || undefined, {
			timeout: () => 'n8n did not poll in time',
		});
	}

	async function publish(parameters: INodeParameters): Promise<Workflow> {
		published = await n8nApi().createWorkflow(
			triggerWorkflow('Talkio trigger', {
				type: 'talkioTrigger',
				typeVersion: 2,
				parameters: { pollTimes: everySecond, ...parameters },
				credentials,
			}),
		);
		await n8nApi().publish(published);
		return published;
	}

	/** The items of all executions there are once there are so many; one that should not be is among them. */
	async function received(workflow: Workflow, count: number): Promise<IDataObject[]> {
		const executions = await n8nApi().executions(workflow, count);
		return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
	}

	const state = async () => await talkio.control.state<TalkioState>();

	async function addUser(id: string, accountExpiresAt?: string): Promise<void> {
		const { users } = await state();
		const user = {
			id,
			userName: 'New',
			userType: 'member' as const,
			createdAt: '2026-05-04T10:00:00.000Z',
			...(accountExpiresAt === undefined ? {} : { accountExpiresAt }),
		};
		await talkio.control.setState<TalkioState>({ users: [user, ...users] });
	}

	it('starts the workflow once for each user who is created', async () => {
		const workflow = await publish({ events: ['userCreated'] });
		await nextRequests(2);
		for (const id of ['new-1', 'new-2']) {
			await addUser(id);
			await nextRequests(2);
		}
		await nextRequests(2);

		expect(await received(workflow, 2)).toMatchObject([
			{ id: 'new-1', userName: 'New', event: 'userCreated' },
			{ id: 'new-2', event: 'userCreated' },
		]);
	});

	it('starts the workflow once for each user who expires', async () => {
		const workflow = await publish({ events: ['userExpired'] });
		await nextRequests(2);
		await addUser('over', '2026-05-04T09:59:00.000Z');
		await nextRequests(3);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'over', expiredAt: '2026-05-04T09:59:00.000Z', event: 'userExpired' },
		]);
	});

	it('starts the workflow once for each conversation of any user', async () => {
		const workflow = await publish({ events: ['conversationCreated'], conversationsOf: 'all' });
		await nextRequests(8);
		const { conversations } = await state();
		const conversation = {
			id: 'c-new',
			userId: 'student-1003',
			promptTemplateId: 'job-interview',
			createdAt: '2026-05-04T10:00:00.000Z',
			messages: [],
		};
		await talkio.control.setState<TalkioState>({ conversations: [...conversations, conversation] });
		await nextRequests(18);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'c-new', userId: 'student-1003', event: 'conversationCreated' },
		]);
	});

	it('loses nothing while the workflow is not published', async () => {
		const workflow = await publish({ events: ['userCreated'] });
		await nextRequests(2);
		await n8nApi().unpublish(workflow);
		await addUser('meanwhile');
		await n8nApi().publish(workflow);
		await nextRequests(3);

		expect(await received(workflow, 1)).toMatchObject([{ id: 'meanwhile' }]);
	});
});

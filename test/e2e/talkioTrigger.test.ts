import type { TalkioState } from '../../simulator/talkio/state';
import { n8nApi } from './support/environment';
import { pollingTrigger } from './support/polling';

jest.setTimeout(60_000);

describe('Talkio Trigger', () => {
	const { control, publish, nextRequests, received } = pollingTrigger('talkio');

	const state = async () => await control().state<TalkioState>();

	async function addUser(id: string, accountExpiresAt?: string): Promise<void> {
		const { users } = await state();
		const user = {
			id,
			userName: 'New',
			userType: 'member' as const,
			createdAt: '2026-05-04T10:00:00.000Z',
			...(accountExpiresAt === undefined ? {} : { accountExpiresAt }),
		};
		await control().setState<TalkioState>({ users: [user, ...users] });
	}

	it('Each new user starts the workflow once', async () => {
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

	it('Each user who expires starts the workflow once', async () => {
		const workflow = await publish({ events: ['userExpired'] });
		await nextRequests(2);
		await addUser('over', '2026-05-04T09:59:00.000Z');
		await nextRequests(3);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'over', expiredAt: '2026-05-04T09:59:00.000Z', event: 'userExpired' },
		]);
	});

	it('Each conversation of any user starts the workflow once', async () => {
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
		await control().setState<TalkioState>({ conversations: [...conversations, conversation] });
		await nextRequests(18);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'c-new', userId: 'student-1003', event: 'conversationCreated' },
		]);
	});

	it('What happens while the workflow is not published is not lost', async () => {
		const workflow = await publish({ events: ['userCreated'] });
		await nextRequests(2);
		await n8nApi().unpublish(workflow);
		await addUser('meanwhile');
		await n8nApi().publish(workflow);
		await nextRequests(3);

		expect(await received(workflow, 1)).toMatchObject([{ id: 'meanwhile' }]);
	});
});

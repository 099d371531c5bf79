import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { poll } from '../../scripts/poll';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { newRoom, type StenomaticState } from '../../simulator/stenomatic/state';
import { n8nApi } from './support/environment';
import { storeCredentials, triggerWorkflow } from './support/nodes';
import { everySecond } from './support/polling';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('Stenomatic Trigger', () => {
	let stenomatic: SimulatedVendor;
	let credentials: Awaited<ReturnType<typeof storeCredentials>>;
	let published: Workflow | undefined;

	beforeAll(async () => {
		stenomatic = await simulate('stenomatic');
		credentials = await storeCredentials('stenomatic', stenomatic.baseUrl, 'stenomatic trigger');
	});

	afterAll(() => stenomatic.stop());

	beforeEach(() => stenomatic.control.reset());

	afterEach(async () => {
		if (published) await n8nApi().unpublish(published);
		published = undefined;
	});

	const polls = async () => (await stenomatic.control.requests()).length;

	/** Waits for so many more requests: what was there before a poll has then been seen. */
	async function nextPolls(requests: number): Promise<void> {
		const wanted = (await polls()) + requests;
		await poll(async () => (await polls()) >= wanted || undefined, {
			timeout: () => 'n8n did not poll in time',
		});
	}

	async function publish(parameters: INodeParameters): Promise<Workflow> {
		published = await n8nApi().createWorkflow(
			triggerWorkflow('Stenomatic trigger', {
				type: 'stenomaticTrigger',
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

	it('starts the workflow once for each room that is created', async () => {
		const workflow = await publish({
			events: ['roomCreated'],
			clientId: { __rl: true, mode: 'list', value: clientIds.museum },
		});
		await nextPolls(2);
		const { rooms } = await stenomatic.control.state<StenomaticState>();
		const room = newRoom(clientIds.museum, { id: 'new-room', title: 'New' }, Date.now());
		await stenomatic.control.setState<StenomaticState>({ rooms: [...rooms, room] });
		await nextPolls(3);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'new-room', title: 'New', event: 'roomCreated' },
		]);
	});

	it('starts the workflow each time a room is changed', async () => {
		const workflow = await publish({
			events: ['roomUpdated'],
			clientId: { __rl: true, mode: 'id', value: clientIds.museum },
		});
		await nextPolls(2);
		const change = async (title: string, update_date: string) => {
			const { rooms } = await stenomatic.control.state<StenomaticState>();
			await stenomatic.control.setState<StenomaticState>({
				rooms: rooms.map((room) =>
					room.id === roomIds.tour ? { ...room, title, update_date } : room,
				),
			});
			await nextPolls(3);
		};
		await change('Once', '2026-05-04T10:00:01.000Z');
		await change('Twice', '2026-05-04T10:00:02.000Z');

		expect(await received(workflow, 2)).toMatchObject([
			{ id: roomIds.tour, title: 'Once', event: 'roomUpdated' },
			{ id: roomIds.tour, title: 'Twice', event: 'roomUpdated' },
		]);
	});

	it('starts the workflow once when usage crosses the threshold', async () => {
		const use = (seconds: number) => ({
			client_id: clientIds.museum,
			at: new Date().setUTCHours(0, 0, 0, 0),
			counter: 'speech_recognition',
			nanoseconds: seconds * 1e9,
		});
		const setUsage = async (seconds: number) => {
			await stenomatic.control.setState<StenomaticState>({ usage: [use(seconds)] });
			await nextPolls(4);
		};
		await stenomatic.control.setState<StenomaticState>({ usage: [use(60)] });
		const workflow = await publish({
			events: ['usageAbove'],
			usageOf: 'client',
			usageClientId: { __rl: true, mode: 'list', value: clientIds.museum },
			threshold: 60,
			period: 'month',
		});
		await nextPolls(4);
		for (const seconds of [61, 62, 4000]) await setUsage(seconds);

		expect(await received(workflow, 1)).toMatchObject([
			{ counter: 'speech_recognition', seconds: 61, threshold: 60, event: 'usageAbove' },
		]);
	});
});

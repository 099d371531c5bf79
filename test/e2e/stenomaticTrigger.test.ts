import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { newRoom, type StenomaticState } from '../../simulator/stenomatic/state';
import { pollingTrigger } from './support/polling';

jest.setTimeout(60_000);

describe('Stenomatic Trigger', () => {
	const { control, publish, nextRequests, received } = pollingTrigger('stenomatic');

	it('Each new room starts the workflow once', async () => {
		const workflow = await publish({
			events: ['roomCreated'],
			clientId: { __rl: true, mode: 'list', value: clientIds.museum },
		});
		await nextRequests(2);
		const { rooms } = await control().state<StenomaticState>();
		const room = newRoom(clientIds.museum, { id: 'new-room', title: 'New' }, Date.now());
		await control().setState<StenomaticState>({ rooms: [...rooms, room] });
		await nextRequests(3);

		expect(await received(workflow, 1)).toMatchObject([
			{ id: 'new-room', title: 'New', event: 'roomCreated' },
		]);
	});

	it('Each change of a room starts the workflow', async () => {
		const workflow = await publish({
			events: ['roomUpdated'],
			clientId: { __rl: true, mode: 'id', value: clientIds.museum },
		});
		await nextRequests(2);
		const change = async (title: string, update_date: string) => {
			const { rooms } = await control().state<StenomaticState>();
			await control().setState<StenomaticState>({
				rooms: rooms.map((room) =>
					room.id === roomIds.tour ? { ...room, title, update_date } : room,
				),
			});
			await nextRequests(3);
		};
		await change('Once', '2026-05-04T10:00:01.000Z');
		await change('Twice', '2026-05-04T10:00:02.000Z');

		expect(await received(workflow, 2)).toMatchObject([
			{ id: roomIds.tour, title: 'Once', event: 'roomUpdated' },
			{ id: roomIds.tour, title: 'Twice', event: 'roomUpdated' },
		]);
	});

	it('Usage that crosses the threshold starts the workflow once', async () => {
		const use = (seconds: number) => ({
			client_id: clientIds.museum,
			at: new Date().setUTCHours(0, 0, 0, 0),
			counter: 'speech_recognition',
			nanoseconds: seconds * 1e9,
		});
		const setUsage = async (seconds: number) => {
			await control().setState<StenomaticState>({ usage: [use(seconds)] });
			await nextRequests(4);
		};
		await control().setState<StenomaticState>({ usage: [use(60)] });
		const workflow = await publish({
			events: ['usageAbove'],
			usageOf: 'client',
			usageClientId: { __rl: true, mode: 'list', value: clientIds.museum },
			threshold: 60,
			period: 'month',
		});
		await nextRequests(4);
		for (const seconds of [61, 62, 4000]) await setUsage(seconds);

		expect(await received(workflow, 1)).toMatchObject([
			{ counter: 'speech_recognition', seconds: 61, threshold: 60, event: 'usageAbove' },
		]);
	});
});

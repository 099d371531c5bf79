import { chatIds } from '../../simulator/voipbin/seed';
import { byId } from '../uses/use';
import { simulated } from './support/simulated';
import { runVoipbin } from './support/voipbin';

const voipbin = simulated('voipbin');
const getChat = { resource: 'chat', operation: 'get', chatId: byId(chatIds.project) };

/** The numbers that a run hands on for tracing, and its hints. */
async function reported(...given: Parameters<typeof runVoipbin>) {
	const { run } = await runVoipbin(...given);
	const [task] = run.data.resultData.runData.Subject ?? [];
	return { tracing: task?.metadata?.tracing, hints: task?.hints?.map(({ message }) => message) };
}

describe('what a run tells n8n besides its items', () => {
	it('A run that went well has its number of requests, and no hint', async () => {
		const { tracing, hints } = await reported(voipbin, getChat, { items: [{}, {}] });
		expect(tracing).toEqual({
			requests: 2,
			retries: 0,
			rate_limited: 0,
			rate_limit_wait_ms: expect.any(Number) as number,
			items_failed: 0,
		});
		expect(hints ?? []).toEqual([]);
	});

	it('Retries, refusals and failed items are counted', async () => {
		await voipbin.control.setFaults({
			errors: [
				{ status: 429, count: 1, path: `/v1.0/service_agents/talk_chats/${chatIds.project}` },
				{ status: 503, count: 1, path: `/v1.0/service_agents/talk_chats/${chatIds.project}` },
			],
		});
		const chatId = '={{ $json.id }}';
		const { tracing } = await reported(
			voipbin,
			{ ...getChat, chatId: byId(chatId) },
			{ items: [{ id: chatIds.project }, { id: 'nobody' }], onError: 'continueRegularOutput' },
		);
		expect(tracing).toMatchObject({
			requests: 4,
			retries: 2,
			rate_limited: 1,
			items_failed: 1,
		});
	});

	it('The time that a run waited for a limit is a number of its tracing', async () => {
		await voipbin.control.setFaults({ rateLimit: { perSecond: 10, burst: 2 } });
		const { tracing } = await reported(voipbin, getChat, {
			items: Array.from({ length: 8 }, () => ({})),
		});
		expect(Number(tracing?.rate_limit_wait_ms)).toBeGreaterThan(0);
	});
});

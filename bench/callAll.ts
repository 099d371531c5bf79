import { ensure } from './benchCase';
import type { BenchN8n, Call } from './benchN8n';

/** What came of a call. */
export interface Called {
	status: number;
	body: string;
	/** Milliseconds until the answer. */
	ms: number;
}

/** Sends calls in their order, so many at a time; returns what came of each. */
export async function sendAll(
	n8n: BenchN8n,
	calls: readonly Call[],
	senders: number,
): Promise<Called[]> {
	const results = new Array<Called>(calls.length);
	let next = 0;
	const send = async () => {
		while (next < calls.length) {
			const index = next++;
			const start = performance.now();
			const answer = await n8n.call(calls[index] as Call);
			results[index] = { ...answer, ms: performance.now() - start };
		}
	};
	await Promise.all(Array.from({ length: senders }, send));
	return results;
}

/** Calls a workflow with each body, so many at a time, and sees that each was taken. */
export async function callAll(
	n8n: BenchN8n,
	path: string,
	bodies: readonly object[],
	senders: number,
): Promise<void> {
	const calls = bodies.map((body) => ({ path, body: JSON.stringify(body) }));
	for (const { status, body } of await sendAll(n8n, calls, senders)) {
		ensure(status === 200, `a call was answered with ${status}: ${body}`);
	}
}

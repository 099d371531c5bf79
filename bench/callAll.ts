import { ensure } from './benchCase';
import type { BenchN8n } from './benchN8n';

/** Calls a workflow with each body, so many at a time, and sees that each was taken. */
export async function callAll(
	n8n: BenchN8n,
	path: string,
	bodies: object[],
	senders: number,
): Promise<void> {
	let next = 0;
	const send = async () => {
		while (next < bodies.length) {
			const { status, body } = await n8n.call(path, bodies[next++] ?? {});
			ensure(status === 200, `a call was answered with ${status}: ${body}`);
		}
	};
	await Promise.all(Array.from({ length: senders }, send));
}

import type { Socket } from 'node:net';
import { Readable } from 'node:stream';

import type { Clock } from './clock';
import type { SlowBodyFault } from './faults';

const parts = 10;
const chunksPerSecond = 20;

async function* slowly(
	body: Buffer,
	{ bytesPerSecond, chunkDelayMs }: SlowBodyFault,
	clock: Clock,
) {
	const size =
		bytesPerSecond === undefined
			? Math.max(1, Math.ceil(body.length / parts))
			: Math.max(1, Math.floor(bytesPerSecond / chunksPerSecond));
	const delayMs = chunkDelayMs ?? (size / (bytesPerSecond ?? size)) * 1000;
	for (let start = 0; start < body.length; start += size) {
		await clock.sleep(delayMs);
		yield body.subarray(start, start + size);
	}
}

async function* half(body: Buffer, socket: Socket) {
	yield body.subarray(0, Math.ceil(body.length / 2));
	// Not before what was written has left.
	socket.destroySoon();
}

/** The body, a little at a time. */
export function slowBody(body: Buffer, fault: SlowBodyFault, clock: Clock): Readable {
	return Readable.from(slowly(body, fault, clock), { objectMode: false });
}

/** Half of the body, and then the end of the connection. */
export function brokenBody(body: Buffer, socket: Socket): Readable {
	return Readable.from(half(body, socket), { objectMode: false });
}

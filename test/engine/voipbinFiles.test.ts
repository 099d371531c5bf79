import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { BinaryDataService } from 'n8n-core';

import type { VoipbinState } from '../../simulator/voipbin/state';
import { simulated } from './support/simulated';
import { runVoipbin, voipbinCredential } from './support/voipbin';

const voipbin = simulated('voipbin');
const mebibyte = 1024 * 1024;
const upload = { resource: 'file', operation: 'upload', binaryPropertyName: 'data' };

/** A file that n8n keeps on its disk. */
const onDisk = {
	data: {
		id: 'filesystem-v2:1',
		data: 'filesystem-v2',
		mimeType: 'video/mp4',
		fileName: 'talk.mp4',
	},
};

let server: Server | undefined;
afterEach(() => {
	jest.restoreAllMocks();
	server?.closeAllConnections();
	server?.close();
	server = undefined;
});

/** A VoIPBin of which only what is tested answers; a pasted token needs no login. */
async function serve(listener: RequestListener) {
	server = createServer(listener).listen(0, '127.0.0.1');
	await new Promise((resolve) => server?.once('listening', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return voipbinCredential(url, { authentication: 'token', token: 'a-token' });
}

/** Has n8n read a file of this size from its disk, and says how much of it has been read. */
function keepOnDisk(chunks: number, chunk: Buffer) {
	const disk = { read: 0, opened: 0 };
	jest
		.spyOn(BinaryDataService.prototype, 'getMetadata')
		.mockResolvedValue({ fileSize: chunks * chunk.length });
	jest.spyOn(BinaryDataService.prototype, 'getAsStream').mockImplementation(async () => {
		disk.opened++;
		return Readable.from(
			(function* () {
				for (let index = 0; index < chunks; index++) {
					disk.read += chunk.length;
					yield chunk;
				}
			})(),
			{ objectMode: false },
		);
	});
	return disk;
}

describe('a file on the disk of n8n', () => {
	it('A file on disk is read while it is sent, no further ahead than buffers reach', async () => {
		const chunk = Buffer.alloc(64 * 1024, 1);
		const disk = keepOnDisk(1024, chunk);
		let received = 0;
		let ahead = 0;
		let announced = 0;
		const credential = await serve((request, response) => {
			announced = Number(request.headers['content-length']);
			request.on('data', (part: Buffer) => {
				received += part.length;
				ahead = Math.max(ahead, disk.read - received);
			});
			request.on('end', () => {
				response.setHeader('content-type', 'application/json');
				response.end('{"id":"file-1"}');
			});
		});
		const { items, error } = await runVoipbin(voipbin, upload, { binary: onDisk, credential });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(received).toBe(announced);
		expect(received).toBeGreaterThan(64 * mebibyte);
		expect(ahead).toBeLessThan(16 * mebibyte);
	});

	it('A file on disk arrives unchanged', async () => {
		const chunk = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
		keepOnDisk(50, chunk);
		const { items, error } = await runVoipbin(
			voipbin,
			{ ...upload, output: 'raw' },
			{ binary: onDisk },
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ filename: 'talk.mp4', filesize: 50_000 });
		const { files } = await voipbin.control.state<VoipbinState>();
		const sent = files.find(({ id }) => id === items[0]?.json.id);
		const whole = Buffer.concat(Array.from({ length: 50 }, () => chunk));
		expect(Buffer.from(sent?.content ?? '', 'base64').equals(whole)).toBe(true);
		expect(sent?.contentType).toBe('video/mp4');
	});

	it('A file on disk is read once, after an expired login was renewed', async () => {
		const disk = keepOnDisk(10, Buffer.alloc(1000, 7));
		const credential = voipbinCredential(voipbin.url);
		await runVoipbin(voipbin, { resource: 'agent', operation: 'getCurrent' }, { credential });
		await voipbin.control.setState<VoipbinState>({ jwtSecret: 'another-secret' });
		const { items, error } = await runVoipbin(voipbin, upload, { binary: onDisk, credential });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ filesize: 10_000 });
		expect(disk.opened).toBe(1);
	});

	it('A large file is uploaded whose session was refused before, every time', async () => {
		const credential = voipbinCredential(voipbin.url);
		for (let time = 1; time <= 5; time++) {
			keepOnDisk(5 * 16, Buffer.alloc(64 * 1024, time));
			await voipbin.control.setState<VoipbinState>({ jwtSecret: `secret ${time}` });
			const { items, error } = await runVoipbin(voipbin, upload, { binary: onDisk, credential });
			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ filesize: 5 * mebibyte });
		}
	}, 60_000);

	it('One request makes sure of the session for all files of a run', async () => {
		keepOnDisk(1, Buffer.alloc(1000, 7));
		await runVoipbin(voipbin, upload, { binary: onDisk, items: [{}, {}, {}] });
		const paths = (await voipbin.control.requests()).map(({ path }) => path);
		expect(paths.filter((path) => path.endsWith('/service_agents/me'))).toHaveLength(1);
		expect(paths.filter((path) => path.endsWith('/files'))).toHaveLength(3);
	});
});

describe('a download', () => {
	it('A download is followed to another host, and the token stays behind', async () => {
		const received: Array<string | undefined> = [];
		const storage = createServer((request, response) => {
			received.push(request.headers.authorization);
			response.setHeader('content-type', 'video/mp4');
			response.end(`${request.url}`);
		}).listen(0, '127.0.0.1');
		await once(storage, 'listening');
		const { port } = storage.address() as AddressInfo;
		const credential = await serve((request, response) => {
			expect(request.headers.authorization).toBe('Bearer a-token');
			if (request.url?.endsWith('/file')) {
				response.writeHead(307, { location: `http://127.0.0.1:${port}/a%20b?signature=%2B` }).end();
				return;
			}
			response.setHeader('content-type', 'application/json');
			response.end('{"id":"file-1","name":"talk.mp4"}');
		});
		const fileId = { __rl: true, mode: 'id', value: 'file-1' };
		const { items, error } = await runVoipbin(
			voipbin,
			{ resource: 'file', operation: 'download', fileId },
			{ credential },
		);
		storage.close();
		expect(error).toBeUndefined();
		const content = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString();
		expect(content).toBe('/a%20b?signature=%2B');
		expect(received).toEqual([undefined]);
	});

	it('A download is stored while it arrives', async () => {
		let stored: () => void = () => undefined;
		const firstPart = new Promise<void>((resolve) => (stored = resolve));
		const credential = await serve((request, response) => {
			if (!request.url?.endsWith('/file')) {
				response.setHeader('content-type', 'application/json');
				response.end('{"id":"file-1","name":"talk.mp4"}');
				return;
			}
			response.setHeader('content-type', 'video/mp4');
			response.write('first part, ');
			// The rest is sent only when n8n has the first part: a download into memory would not end.
			void firstPart.then(() => response.end('and the rest'));
		});
		let content = '';
		jest
			.spyOn(BinaryDataService.prototype, 'store')
			.mockImplementation(async (_location, bufferOrStream, binaryData) => {
				for await (const part of bufferOrStream as Readable) {
					content += String(part);
					stored();
				}
				return { ...binaryData, id: 'filesystem-v2:2', data: 'filesystem-v2' };
			});
		const { items, error } = await runVoipbin(
			voipbin,
			{
				resource: 'file',
				operation: 'download',
				fileId: { __rl: true, mode: 'id', value: 'file-1' },
			},
			{ credential },
		);
		expect(error).toBeUndefined();
		expect(content).toBe('first part, and the rest');
		expect(items[0]?.binary?.data).toMatchObject({
			fileName: 'talk.mp4',
			mimeType: 'video/mp4',
			id: 'filesystem-v2:2',
		});
	});
});

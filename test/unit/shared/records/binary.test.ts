import type { IExecuteFunctions } from 'n8n-workflow';

import { saveDownload, readFile } from '../../../../nodes/shared/records/binary';
import type { Reply } from '../../../../nodes/shared/vendor/request';

const inMemory = { data: Buffer.from('hello').toString('base64'), mimeType: 'text/plain' };

/** An item with a file in its field `data`. */
const execute = (helpers: object) => ({ helpers }) as unknown as IExecuteFunctions;

describe('readFile', () => {
	const memory = (file: object) =>
		execute({
			assertBinaryData: () => file,
			getBinaryDataBuffer: async () => Buffer.from('hello'),
		});

	it('readFile takes name, type and content of a file in memory', async () => {
		const file = await readFile(memory({ ...inMemory, fileName: 'a.txt' }), 0, 'data');
		expect([file.name, file.type, file.size]).toEqual(['a.txt', 'text/plain', 5]);
		expect(await file.text()).toBe('hello');
	});

	it.each([
		[{ ...inMemory, fileName: 'a.txt' }, 'b.txt', 'b.txt'],
		[inMemory, undefined, 'file'],
	])('A file of %j called %s is named %s', async (file, name, expected) => {
		expect((await readFile(memory(file), 0, 'data', name)).name).toBe(expected);
	});

	it('readFile opens a file on disk only when it is read, and anew each time', async () => {
		const getBinaryStream = jest.fn(async () => ['hel', 'lo'].map((part) => Buffer.from(part)));
		const file = await readFile(
			execute({
				assertBinaryData: () => ({ ...inMemory, id: 'filesystem:1', fileName: 'a.txt' }),
				getBinaryMetadata: async () => ({ fileSize: 5 }),
				getBinaryStream,
			}),
			0,
			'data',
		);
		const form = new FormData();
		form.append('file', file);
		const sent = form.get('file') as File;
		expect([sent.name, sent.type, sent.size]).toEqual(['a.txt', 'text/plain', 5]);
		expect(getBinaryStream).not.toHaveBeenCalled();
		for (const times of [1, 2]) {
			const parts: Uint8Array[] = [];
			for await (const part of sent.stream()) parts.push(part);
			expect(Buffer.concat(parts).toString()).toBe('hello');
			expect(getBinaryStream).toHaveBeenCalledTimes(times);
		}
	});
});

describe('saveDownload', () => {
	const request = { method: 'GET' as const, path: '/files/1' };
	const reply = (type?: string): Reply => ({
		status: 200,
		headers: type ? { 'content-type': type } : {},
		body: 'a stream',
	});

	it.each([
		['text/plain; charset=utf-8', 'text/plain'],
		['application/octet-stream', undefined],
		['binary/octet-stream', undefined],
		[undefined, undefined],
	])('A download of the type %s is stored as %s', async (type, mimeType) => {
		const prepareBinaryData = jest.fn(async () => inMemory);
		const send = jest.fn(async () => reply(type));
		const context = { helpers: execute({ prepareBinaryData }).helpers, send };
		expect(await saveDownload(context, request, 'a.txt')).toBe(inMemory);
		expect(send).toHaveBeenCalledWith({ ...request, encoding: 'stream' });
		expect(prepareBinaryData).toHaveBeenCalledWith('a stream', 'a.txt', mimeType);
	});

	it('A download that breaks off begins again, three times in all', async () => {
		const prepareBinaryData = jest.fn(async () => inMemory);
		prepareBinaryData.mockRejectedValueOnce(new Error('aborted'));
		prepareBinaryData.mockRejectedValueOnce(new Error('aborted'));
		const context = { helpers: execute({ prepareBinaryData }).helpers, send: async () => reply() };
		expect(await saveDownload(context, request, 'a.txt')).toBe(inMemory);

		prepareBinaryData.mockReset();
		prepareBinaryData.mockRejectedValue(new Error('aborted'));
		await expect(saveDownload(context, request, 'a.txt')).rejects.toThrow(
			'The download was interrupted 3 times. Increase Options > Timeout (Ms) or try again later.',
		);
		expect(prepareBinaryData).toHaveBeenCalledTimes(3);
	});

	it('saveDownload leaves the error of a failed request unchanged', async () => {
		const failure = new Error("VoIPBin couldn't find this record");
		const context = {
			helpers: execute({}).helpers,
			send: async () => await Promise.reject<Reply>(failure),
		};
		await expect(saveDownload(context, request, 'a.txt')).rejects.toBe(failure);
	});
});

import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../vendor/request';
import { takeTurn, withAllDigits } from './longIntegers';

/** A body as an answer holds it: a JSON value, or the text of anything else. */
type Body = Pick<Reply, 'body' | 'flaw'>;

/** An answer has at most so many bytes, unpacked. Files are streamed and have no limit. */
export const maxAnswerBytes = 50 * 1024 * 1024;

/** Of the reason for a failure, only the beginning is read. */
const maxReasonBytes = 64 * 1024;

/** n8n copies and stores items by recursion, which ends at a few thousand levels. */
export const maxDepth = 500;

type ByteStream = AsyncIterable<Uint8Array>;

/** Whether a body is still to be read. */
export const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** The first bytes of a stream, which is closed after them. */
async function readBytes(stream: ByteStream, limit: number) {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > limit) return { bytes: Buffer.concat(chunks), isWhole: false };
		chunks.push(chunk);
	}
	return { bytes: Buffer.concat(chunks), isWhole: true };
}

/** Bytes as text, without a byte order mark. A charset that isn't known is read as UTF-8. */
function decode(bytes: Uint8Array, contentType: string): string {
	const [, charset = 'utf-8'] = /charset="?([\w.:-]+)/i.exec(contentType) ?? [];
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return new TextDecoder().decode(bytes);
	}
}

/** Loops without a closure: an answer may hold millions of values. */
function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) {
		for (const inner of value) if (isDeeper(inner, levels - 1)) return true;
		return false;
	}
	for (const key in value) if (isDeeper((value as IDataObject)[key], levels - 1)) return true;
	return false;
}

/** Whether JSON is nested deeper than n8n can copy and store. */
export const isTooDeep = (value: unknown): boolean => isDeeper(value, maxDepth);

/** What a text holds: JSON, whatever its type says, or itself. Long ones leave turns to others. */
async function readText(text: string, contentType: string): Promise<Body> {
	await takeTurn(text.length);
	if (text.trim() === '') return { body: '' };
	let body: unknown;
	try {
		const json = await withAllDigits(text);
		await takeTurn(text.length);
		body = JSON.parse(json);
		await takeTurn(text.length);
	} catch {
		if (/^\s*</.test(text)) return { body: text, flaw: 'page' };
		const isCutOff = /\bjson\b/i.test(contentType) && /^\s*[[{"]/.test(text);
		return { body: text, ...(isCutOff ? { flaw: 'incomplete' } : {}) };
	}
	return isTooDeep(body) ? { body: '', flaw: 'tooDeep' } : { body };
}

/**
 * Turns the bytes of an answer into what they hold: the one place where this happens.
 *
 * @param status of a failure, only the beginning of the body is read
 * @throws what the connection throws when it breaks off
 */
export async function readBody(
	stream: ByteStream,
	status: number,
	contentType: string,
): Promise<Body> {
	const isFailure = status >= 300;
	const limit = isFailure ? maxReasonBytes : maxAnswerBytes;
	const { bytes, isWhole } = await readBytes(stream, limit);
	if (!isWhole && !isFailure) return { body: '', flaw: 'tooLarge' };
	return await readText(decode(bytes, contentType), contentType);
}

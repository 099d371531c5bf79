import { sleep } from 'n8n-workflow';

/** Whether JavaScript would round an integer. One that starts with 0 is no JSON. */
const isLossy = (integer: string) =>
	!/^-?0/.test(integer) && (integer.length > 17 || !Number.isSafeInteger(Number(integer)));

const quoteCode = '"'.charCodeAt(0);

const backslashCode = '\\'.charCodeAt(0);

const minusCode = '-'.charCodeAt(0);

const zeroCode = '0'.charCodeAt(0);

const isDigit = (code: number) => code >= zeroCode && code <= zeroCode + 9;

/** What stands in a number besides digits: `-`, `+`, `.`, `e`, `E`. */
const isMark = (code: number) =>
	code === minusCode || code === 43 || code === 46 || (code | 32) === 101;

/** Where a text of JSON ends that starts at `start`. */
function endOfText(json: string, start: number): number {
	for (let at = start + 1; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === quoteCode) return at + 1;
		if (code === backslashCode) at++;
	}
	return json.length;
}

/** Characters that are read in one turn: a few milliseconds. */
const turn = 500_000;

/** Lets n8n do something else, where a text is long. */
export async function takeTurn(characters: number): Promise<void> {
	if (characters > turn) await sleep(0);
}

/** Where the text or number ends that starts at `start`, or whatever else stands there. */
function endOfToken(json: string, start: number): { end: number; isInteger: boolean } {
	let at = start;
	let code = json.charCodeAt(at);
	if (code === quoteCode) return { end: endOfText(json, at), isInteger: false };
	let marks = code === minusCode ? -1 : 0;
	for (; isDigit(code) || isMark(code); code = json.charCodeAt(++at)) {
		if (!isDigit(code)) marks++;
	}
	return { end: Math.max(at, start + 1), isInteger: marks === 0 };
}

/**
 * The same JSON, with integers beyond 2^53, which IDs may be, as texts. Between the parts of a long
 * one, n8n may do something else.
 *
 * @param json other text stays as it is, or is still no JSON
 */
export async function withAllDigits(json: string): Promise<string> {
	let result = '';
	let copied = 0;
	let turnEnds = turn;
	for (let at = 0; at < json.length;) {
		const { end, isInteger } = endOfToken(json, at);
		if (isInteger && end - at > 15 && isLossy(json.slice(at, end))) {
			result += `${json.slice(copied, at)}"${json.slice(at, end)}"`;
			copied = end;
		}
		at = end;
		if (at < turnEnds) continue;
		turnEnds = at + turn;
		await sleep(0);
	}
	return copied === 0 ? json : result + json.slice(copied);
}

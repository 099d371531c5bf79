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

/** Where the integers stand that JavaScript would round; texts are passed over. */
function* lossyIntegers(json: string): Generator<{ start: number; end: number }> {
	let at = 0;
	while (at < json.length) {
		const start = at;
		let code = json.charCodeAt(at);
		if (code === quoteCode) {
			at = endOfText(json, at);
			continue;
		}
		let marks = code === minusCode ? -1 : 0;
		for (; isDigit(code) || isMark(code); code = json.charCodeAt(++at)) {
			if (!isDigit(code)) marks++;
		}
		if (at === start) at++;
		else if (marks === 0 && at - start > 15 && isLossy(json.slice(start, at))) {
			yield { start, end: at };
		}
	}
}

/** Integers that are replaced before n8n may do something else. */
const turn = 1_000;

/**
 * The same JSON, with integers beyond 2^53, which IDs may be, as texts. Many of them let n8n do
 * something else in between.
 *
 * @param json other text stays as it is, or is still no JSON
 */
export async function withAllDigits(json: string): Promise<string> {
	let result = '';
	let copied = 0;
	let count = 0;
	for (const { start, end } of lossyIntegers(json)) {
		result += `${json.slice(copied, start)}"${json.slice(start, end)}"`;
		copied = end;
		if (++count % turn === 0) await sleep(0);
	}
	return count === 0 ? json : result + json.slice(copied);
}

import { readAnswer } from '../../../../nodes/shared/records/answers';
import {
	deleted,
	done,
	list,
	plain,
	record,
	type Answer,
} from '../../../../nodes/shared/vendor/answer';
import { connection } from '../support/connection';
import { unused } from '../support/operations';

const page = '<!DOCTYPE html><title>Sign in</title>';

/** The records that an operation with this answer finds in a body. */
async function read(answer: Answer, body: unknown, method: 'GET' | 'POST' = 'GET') {
	const { connection: to } = await connection([]);
	const request = { method, path: '/things' } as const;
	const reply = { status: 200, headers: {}, body };
	return readAnswer(to, { ...unused, answer }, request, reply, { thingId: '7' });
}

describe('readAnswer', () => {
	it.each<[what: string, answer: Answer, body: unknown, records: unknown[]]>([
		['a bare record', record(), { id: 1 }, [{ id: 1 }]],
		['a record in its envelope', record('thing'), { thing: { id: 1 }, error: null }, [{ id: 1 }]],
		['a record without its envelope', record('thing'), { id: 1 }, [{ id: 1 }]],
		['a record that a function finds', record((body) => ({ was: body })), 1, [{ was: 1 }]],
		['a list in its envelope', list('things'), { things: [1, 2], error: null }, [1, 2]],
		['a bare list', list('things'), [1, 2], [1, 2]],
		['null in place of a list', list('things'), { things: null }, []],
		['null in place of an envelope', list('things'), null, []],
		['nothing where something is done', done(), null, [undefined]],
		['an empty body where something is done', done(), '', [undefined]],
		['a text where something is done', done(), 'OK', [{ value: 'OK' }]],
		['a record where something is done', done(), { id: 1 }, [{ id: 1 }]],
		['records where something is done', done('things'), { things: [{ id: 1 }] }, [{ id: 1 }]],
		['nothing after a deletion', deleted(), null, [{ deleted: true }]],
		['a record after a deletion', deleted(), { id: 1 }, [{ deleted: true, id: 1 }]],
		['a text', plain(), 'ready', ['ready']],
		['null where a text may be', plain(), null, [null]],
	])('readAnswer takes %s', async (_what, answer, body, records) => {
		expect(await read(answer, body)).toEqual(records);
	});

	it('readAnswer gives the values to a function that finds the record', async () => {
		const found = await read(
			deleted((_body, { thingId }) => ({ id: thingId })),
			null,
		);
		expect(found).toEqual([{ deleted: true, id: '7' }]);
	});

	it.each<[what: string, answer: Answer, body: unknown, message: string]>([
		['a web page for a record', record(), page, 'Acme'],
		['a web page for a list', list('things'), page, 'Acme'],
		['nothing for a record', record(), null, 'Acme sent a response without a record'],
		['an empty body for a record', record(), '', 'Acme'],
		['a list for a record', record(), [], 'Acme sent a response without a record'],
		['a record for a list', list('things'), { id: 1 }, 'Acme sent a response without a list'],
		['an empty body for a list', list('things'), '', 'Acme sent a response without a list'],
		['a number for a list', list('things'), 7, 'Acme sent a response without a list'],
	])('readAnswer refuses %s', async (_what, answer, body, message) => {
		await expect(read(answer, body)).rejects.toThrow(message);
	});

	it('readAnswer takes status 204 for an empty list', async () => {
		const { connection: to } = await connection([]);
		const reply = { status: 204, headers: {}, body: '' };
		const request = { method: 'GET', path: '/things' } as const;
		expect(readAnswer(to, { ...unused, answer: list() }, request, reply, {})).toEqual([]);
	});

	it('readAnswer says that a POST may have gone through anyway', async () => {
		await expect(read(record(), null, 'POST')).rejects.toThrow('It may have gone through anyway');
	});
});

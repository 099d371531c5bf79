import type { Operation } from '../../../nodes/shared/vendor/operation';
import { recordsOf } from '../../../nodes/shared/records/answers';

const operation = (more: Partial<Operation>): Operation => ({
	name: 'Get',
	action: 'Get thing',
	description: 'Get',
	method: 'GET',
	path: '/thing',
	...more,
});
const request = { method: 'GET', path: '/thing' } as const;
const list = operation({ result: 'things', pagination: { style: 'none' } });

describe('recordsOf', () => {
	it.each([
		[operation({}), { id: 1 }, [{ id: 1 }]],
		[operation({ result: 'thing' }), { thing: { id: 1 }, error: null }, [{ id: 1 }]],
		[operation({ result: 'thing' }), { id: 1 }, [{ id: 1 }]],
		[operation({ result: (body: unknown) => [body, body] }), 1, [1, 1]],
		[list, { things: [1, 2], error: null }, [1, 2]],
		[list, [1, 2], [1, 2]],
		[list, { things: null }, []],
		[list, null, []],
		[list, '', []],
		[operation({ deletes: true }), null, [{ deleted: true }]],
		[operation({ deletes: true }), { id: 1 }, [{ deleted: true, id: 1 }]],
		[operation({}), null, [null]],
	])('finds the records', (of, body, records) => {
		expect(recordsOf(of, body, request)).toEqual(records);
	});
});

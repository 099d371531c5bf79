import { isDeleted } from '../../../nodes/Voipbin/time';

describe('a record', () => {
	it.each([
		[null, false],
		[undefined, false],
		['', false],
		['9999-01-01 00:00:00.000000', false],
		['9999-01-01T00:00:00.000000Z', false],
		['2026-01-17T10:50:00Z', true],
		['2024-01-17 10:35:00.000000', true],
	])('A record with %j as tm_delete is deleted: %s', (tm_delete, deleted) => {
		expect(isDeleted({ tm_delete })).toBe(deleted);
	});
});

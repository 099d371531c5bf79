import { readValues, sensitiveTexts } from '../../../../nodes/shared/parameters/readValues';
import { toRequest } from '../../../../nodes/shared/parameters/toRequest';
import { operation, parametersOf, type Operation } from '../../../../nodes/shared/vendor/operation';
import { text, toggle } from '../../../../nodes/shared/vendor/parameter';

const update = operation({
	name: 'Update',
	action: 'Update room',
	description: 'Update',
	request: 'PUT /clients/{client_id}/rooms/{roomId}',
	parameters: [
		text('client_id', { displayName: 'Client' }),
		text('roomId', { displayName: 'Room' }),
		toggle('dry_run', { in: 'query' }),
		text('X-Trace', { in: 'header', displayName: 'Trace' }),
		text('note', { in: 'local' }),
	],
	updateFields: [
		text('title'),
		text('passwords.speaker', { displayName: 'Speaker Password' }),
		text('passwords.listener', { displayName: 'Listener Password' }),
	],
});

function reader(parameters: Record<string, unknown>) {
	const reads: string[] = [];
	const read = (name: string, fallback: unknown) => {
		reads.push(name);
		return parameters[name] ?? fallback;
	};
	return { read, reads };
}

const valuesOf = (of: Operation, parameters: Record<string, unknown>) =>
	readValues(parametersOf(of), reader(parameters).read, 'UTC');

describe('readValues and toRequest', () => {
	const given = {
		clientId: 'c 1',
		roomId: 7,
		dryRun: true,
		XTrace: 'a\r\nInjected: yes',
		note: 'kept here',
		updateFields: { title: '', passwordsSpeaker: 's', passwordsListener: 'l', unknown: 'x' },
	};

	it('Each value goes where the API wants it. What is unknown is left out, and an added update field is sent empty', () => {
		expect(toRequest(update, valuesOf(update, given))).toEqual({
			method: 'PUT',
			path: '/clients/c%201/rooms/7',
			query: { dry_run: true },
			headers: { 'X-Trace': 'a Injected: yes' },
			body: { title: '', passwords: { speaker: 's', listener: 'l' } },
			records: [
				{ name: 'client', id: 'c 1' },
				{ name: 'room', id: '7' },
			],
		});
	});

	it('Every parameter is read once, a collection as a whole', () => {
		const { read, reads } = reader(given);
		readValues(parametersOf(update), read, 'UTC');
		expect([...reads].sort()).toEqual(
			['clientId', 'roomId', 'dryRun', 'XTrace', 'updateFields', 'note'].sort(),
		);
	});

	it('Local parameters go only to a run function', () => {
		const values = valuesOf(update, given);
		expect(values.note).toBe('kept here');
		expect(values).not.toHaveProperty('unknown');
		expect(JSON.stringify(toRequest(update, values))).not.toContain('kept here');
	});

	it('A request has neither query nor body when nothing was given', () => {
		const archive = { ...update, updateFields: [] };
		const values = valuesOf(archive, { clientId: 'c', roomId: 'r', dryRun: '' });
		expect(toRequest(archive, values)).toEqual({
			method: 'PUT',
			path: '/clients/c/rooms/r',
			records: [
				{ name: 'client', id: 'c' },
				{ name: 'room', id: 'r' },
			],
		});
	});

	it('Fixed properties are added to the body', () => {
		const typed = { ...update, fixed: { kind: 'room', passwords: undefined } };
		expect(toRequest(typed, valuesOf(typed, given)).body).toEqual({
			kind: 'room',
			title: '',
			passwords: { speaker: 's', listener: 'l' },
		});
		expect(typed.fixed).toEqual({ kind: 'room', passwords: undefined });
	});

	it('An update that changes nothing is refused', () => {
		for (const updateFields of [{}, { title: undefined }, { unknown: 'x' }]) {
			expect(() => valuesOf(update, { ...given, updateFields })).toThrow(
				'Add at least one field under Update Fields',
			);
		}
	});

	it.each([
		['', ''],
		[' ', ''],
		[null, null],
	])('An update field of %j clears what the service holds: %j', (title, sent) => {
		const values = valuesOf(update, { ...given, updateFields: { title } });
		expect(toRequest(update, values).body).toEqual({ title: sent });
	});

	it('toRequest knows what errors must not show', () => {
		const guarded = {
			...update,
			updateFields: [
				...(update.updateFields ?? []),
				text('password', { sensitive: true }),
				text('pin', { sensitive: true }),
			],
		};
		const updateFields = { title: 'x', password: 'hunter2' };
		const values = valuesOf(guarded, { ...given, updateFields });
		expect(sensitiveTexts(parametersOf(guarded), values)).toEqual(['hunter2']);
	});

	it('readValues reads only what is shown', () => {
		const limited = {
			...update,
			updateFields: [],
			parameters: [toggle('dry_run'), text('reason', { when: { dryRun: [true] }, required: true })],
		};
		expect(valuesOf(limited, { dryRun: false, reason: 'hidden' })).toEqual({ dryRun: false });
		expect(valuesOf(limited, { dryRun: 'true', reason: 'x' })).toEqual({
			dryRun: true,
			reason: 'x',
		});
		expect(() => valuesOf(limited, { dryRun: true })).toThrow('Reason is required');
	});

	it('readValues asks for a missing path parameter', () => {
		expect(() => valuesOf(update, { clientId: 'c' })).toThrow('Room is required');
	});
});

import type { IExecuteFunctions } from 'n8n-workflow';

import {
	body,
	header,
	local,
	optional,
	path,
	query,
	type Operation,
} from '../../../nodes/shared/vendor/operation';
import { readValues, sensitiveTexts, toRequest } from '../../../nodes/shared/parameters/toRequest';

const text = (displayName: string) => ({ displayName, type: 'string' as const });

const operation: Operation = {
	name: 'Update',
	action: 'Update room',
	description: 'Update',
	method: 'PUT',
	path: '/clients/{client_id}/rooms/{roomId}',
	parameters: [
		path('client_id', text('Client')),
		path('roomId', text('Room')),
		query('dry_run', { displayName: 'Dry Run', type: 'boolean', default: false }),
		header('X-Trace', text('Trace')),
		optional(body('title', text('Title')), 'updateFields'),
		optional(body('passwords.speaker', text('Speaker Password')), 'updateFields'),
		optional(body('passwords.listener', text('Listener Password')), 'updateFields'),
		local('note', text('Note')),
	],
};

function context(parameters: Record<string, unknown>) {
	const reads: string[] = [];
	const execute = {
		getNodeParameter: (name: string, _index: number, fallback: unknown) => {
			reads.push(name);
			return parameters[name] ?? fallback;
		},
	} as unknown as IExecuteFunctions;
	return { execute, reads };
}

describe('readValues and toRequest', () => {
	const given = {
		clientId: 'c 1',
		roomId: 7,
		dryRun: true,
		XTrace: 'a\r\nInjected: yes',
		note: 'kept here',
		updateFields: { title: '', passwordsSpeaker: 's', passwordsListener: 'l', unknown: 'x' },
	};

	it('puts each value where the vendor wants it, and leaves out what is empty or unknown', () => {
		const { execute } = context(given);
		expect(toRequest(operation, readValues(execute, operation, 0, 'UTC'))).toEqual({
			method: 'PUT',
			path: '/clients/c%201/rooms/7',
			query: { dry_run: true },
			headers: { 'X-Trace': 'a Injected: yes' },
			body: { passwords: { speaker: 's', listener: 'l' } },
		});
	});

	it('reads every parameter once, a collection as a whole', () => {
		const { execute, reads } = context(given);
		readValues(execute, operation, 0, 'UTC');
		expect([...reads].sort()).toEqual(
			['clientId', 'roomId', 'dryRun', 'XTrace', 'updateFields', 'note'].sort(),
		);
	});

	it('gives local parameters to a run function only', () => {
		const values = readValues(context(given).execute, operation, 0, 'UTC');
		expect(values.get('note')).toBe('kept here');
		expect(values.get('title')).toBeUndefined();
	});

	it('has neither query nor body where nothing was given', () => {
		const { execute } = context({ clientId: 'c', roomId: 'r', dryRun: '' });
		const parameters = operation.parameters?.filter((p) => p.collection === undefined);
		const archive = { ...operation, parameters };
		expect(toRequest(archive, readValues(execute, archive, 0, 'UTC'))).toEqual({
			method: 'PUT',
			path: '/clients/c/rooms/r',
		});
	});

	it('adds what is always the same to the body', () => {
		const { execute } = context(given);
		const typed = { ...operation, fixed: { kind: 'room', passwords: undefined } };
		expect(toRequest(typed, readValues(execute, typed, 0, 'UTC')).body).toEqual({
			kind: 'room',
			passwords: { speaker: 's', listener: 'l' },
		});
		expect(typed.fixed).toEqual({ kind: 'room', passwords: undefined });
	});

	it('refuses an update that changes nothing', () => {
		const { execute } = context({ ...given, updateFields: { title: ' ' } });
		expect(() => readValues(execute, operation, 0, 'UTC')).toThrow(
			'Update Fields is empty: add at least one field to change',
		);
	});

	it('knows what errors must not show', () => {
		const secret = optional(
			body('password', { ...text('Password'), sensitive: true }),
			'updateFields',
		);
		const empty = optional(body('pin', { ...text('PIN'), sensitive: true }), 'updateFields');
		const guarded = { ...operation, parameters: [...(operation.parameters ?? []), secret, empty] };
		const { execute } = context({ ...given, updateFields: { title: 'x', password: 'hunter2' } });
		expect(sensitiveTexts(guarded, readValues(execute, guarded, 0, 'UTC'))).toEqual(['hunter2']);
	});

	it('asks for a path parameter that is missing', () => {
		const { execute } = context({ clientId: 'c' });
		expect(() => readValues(execute, operation, 0, 'UTC')).toThrow('Room is empty: fill it in');
	});
});

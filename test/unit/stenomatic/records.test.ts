import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { listIn } from '../../../nodes/Stenomatic/lists';
import { room, simplifiedRoom } from '../../../nodes/Stenomatic/room';
import { counters, inSeconds, usage } from '../../../nodes/Stenomatic/usage';
import { toRequest } from '../../../nodes/shared/parameters/toRequest';
import { pathsOf } from '../../../nodes/shared/records/paths';

const sample = (name: string) =>
	JSON.parse(
		readFileSync(join(__dirname, `../../fixtures/stenomatic/${name}.json`), 'utf8'),
	) as IDataObject;

describe('a simplified room', () => {
	it('A simplified room has ten fields of the sample, none of them a secret, and no date that is not set', () => {
		const simplified = simplifiedRoom(sample('room-get'));
		expect(simplified).toEqual({
			id: 'xxx-xxxx-xxx',
			title: 'Test room',
			description: 'This is a test room',
			from_language: 'en-US',
			to_languages: ['de-DE', 'fr-FR'],
			start_date: null,
			end_date: null,
			create_date: '2023-04-13T13:41:35.137Z',
			update_date: '2023-04-13T13:41:35.137Z',
			is_archived: false,
		});
	});

	it('A simplified room has no field that the record does not have', () => {
		expect(simplifiedRoom({ id: 'a', api_key: 'k' })).toEqual({ id: 'a' });
	});

	it('Selected Fields of a room offers every field of the sample', () => {
		const { fields = [] } = room.operations.get.output ?? {};
		expect([...fields].sort()).toEqual(Object.keys(sample('room-get')).sort());
	});
});

describe('simplified usage', () => {
	it('Simplified usage has the seconds of each counter of the sample', () => {
		expect(inSeconds(sample('usage-get'))).toEqual({
			speech_recognition_seconds: 56.96,
			voice_translate_seconds: 32.84,
		});
	});

	it('Simplified usage counts more nanoseconds than a number of JavaScript holds', () => {
		const { speech_recognition_seconds } = inSeconds({
			speech_recognition: '12345678901234567890',
		});
		expect(speech_recognition_seconds).toBeCloseTo(12_345_678_901.23, 1);
	});

	it('Simplified usage has a zero for each known counter that was left out, and counters that came later', () => {
		expect(inSeconds({ batch_translate: 1e9 })).toEqual({
			speech_recognition_seconds: 0,
			voice_translate_seconds: 0,
			batch_translate_seconds: 1,
		});
	});

	it('Selected Fields of usage offers every counter of the sample', () => {
		expect(counters).toEqual(Object.keys(sample('usage-get')));
		expect(usage.operations.getForClient.output?.fields).toEqual(counters);
	});
});

describe('a list', () => {
	const records = [{ id: 1 }];

	it.each([
		['bare, as documented', records],
		['under its own name', { rooms: records, total: 1 }],
		['as data', { data: records }],
		['as items', { items: records }],
	])('A list is found %s', (_where, body) => {
		expect(listIn('rooms')(body)).toBe(records);
	});

	it.each([[{ id: 1, rooms: 4 }], ['text'], [null]])('No list is seen in %j', (body) => {
		expect(listIn('rooms')(body)).toBe(body);
	});
});

describe('the request for the rooms of a client', () => {
	it("The request for a client's rooms names the client and nothing outside of the path", () => {
		const { getAll } = room.operations;
		expect(toRequest(getAll, { clientId: 'c 1' })).toEqual({
			method: 'GET',
			path: '/clients/c%201/rooms',
			records: [{ name: 'client', id: 'c 1' }],
		});
		expect(() => toRequest(getAll, { clientId: '../customers' })).toThrow("Client can't contain");
	});

	it('The request for rooms may be elsewhere for the own client alone', () => {
		const { getAll } = room.operations;
		expect(pathsOf(getAll, { clientId: 'me' }).paths).toEqual([
			'/clients/{client_id}/rooms',
			'/rooms',
		]);
		expect(pathsOf(getAll, { clientId: 'c1' }).areInferred).toBe(false);
	});
});

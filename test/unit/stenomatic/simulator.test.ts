import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { omit } from '../../../nodes/shared/vendor/omit';
import { clientIds, roomIds } from '../../../simulator/stenomatic/seed';
import type { StenomaticState } from '../../../simulator/stenomatic/state';
import { differences } from '../simulator/support/differences';
import { ManualClock } from '../simulator/support/manualClock';
import { useSimulator } from '../simulator/support/useSimulator';

const fixtures = join(__dirname, '../../fixtures/stenomatic');

function vendorSample(name: string): unknown {
	return JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));
}

const clock = new ManualClock();
/** What the vendor's sample requests send. */
const headers = {
	authorization: 'Bearer stenomatic-demo-key',
	'content-type': 'application/json',
};
const stenomatic = useSimulator('stenomatic', { clock, headers });

/** The body of the vendor's sample request. */
const sampleRoom = {
	id: 'xxx-xxxx-xxx',
	title: 'Test room',
	description: 'This is a test room',
	from_language: 'en-US',
	to_languages: ['de-DE', 'fr-FR'],
	sponsorship_credit_title: 'Sponsorship credit title',
	sponsorship_title: 'Sponsorship title',
	sponsorship_description: 'Sponsorship description',
	sponsorship_info_url: 'example.com',
	passwords: { speaker: 'xxxxxxxx', participant: 'xxxxxxxx' },
};
const roomsPath = `/v1/clients/${clientIds.museum}/rooms`;
const roomPath = `/v1/rooms/${roomIds.tour}`;

describe("each answer of the simulated Stenomatic, held against the vendor's sample", () => {
	it.each([
		['client-create', 'POST', '/v1/clients', { body: { name: 'John Doe' } }],
		['client-getAll', 'GET', '/v1/clients', {}],
		['room-create', 'POST', roomsPath, { body: sampleRoom }],
		['room-getAll', 'GET', roomsPath, {}],
		['room-get', 'GET', roomPath, {}],
		['room-getPasswords', 'GET', `${roomPath}/passwords`, {}],
		[
			'room-getStreamUrl',
			'POST',
			`${roomPath}/stream_url`,
			{
				body: { speaker_name: 'John Doe', language: 'en-GB', phrases: ['phrase 1', 'phrase 2'] },
			},
		],
		['room-update', 'PATCH', roomPath, { body: { title: 'The room' } }],
		[
			'usage-get',
			'GET',
			'/v1/customers/me/api_usage',
			{ query: { from: '0', to: String(clock.now()) } },
		],
		[
			'usage-get',
			'GET',
			`/v1/clients/${clientIds.museum}/api_usage`,
			{ query: { from: '0', to: String(clock.now()) } },
		],
	])(
		'The simulated Stenomatic answers as in the sample: %s',
		async (sample, method, path, parts) => {
			const answer = await stenomatic.call(method, path, parts);
			expect(answer.status).toBe(200);
			expect(differences(vendorSample(sample), answer.json())).toEqual([]);
		},
	);

	it('The simulated Stenomatic echoes what the sample request creates, and the stream URL, to the letter', async () => {
		const created = await stenomatic.call('POST', roomsPath, { body: sampleRoom });
		const shown = omit(sampleRoom, 'passwords');
		expect(created.json()).toMatchObject({ ...shown, secret: '' });
		const url = await stenomatic.call('POST', '/v1/rooms/xxx-xxxx-xxx/stream_url', {
			body: { speaker_name: 'John Doe', language: 'en-GB', phrases: ['phrase 1', 'phrase 2'] },
		});
		expect(url.json()).toEqual(vendorSample('room-getStreamUrl'));
	});
});

describe('the simulated Stenomatic', () => {
	const statusOf = async (...request: Parameters<typeof stenomatic.call>) =>
		(await stenomatic.call(...request)).status;

	it('The simulated Stenomatic refuses requests without the key', async () => {
		const answer = await stenomatic.call('GET', '/v1/clients', {
			headers: { authorization: 'Bearer other' },
		});
		expect([answer.status, answer.json()]).toEqual([401, { message: 'Invalid developer API key' }]);
	});

	it.each([
		['POST', '/v1/clients', { body: {} }, 400],
		['POST', '/v1/clients/gone/rooms', { body: {} }, 404],
		['GET', '/v1/clients/gone/rooms', {}, 404],
		['POST', roomsPath, { body: { id: 'not an id' } }, 400],
		['POST', roomsPath, { body: { id: roomIds.keynote } }, 409],
		['POST', roomsPath, { body: { from_language: 'English' } }, 400],
		['GET', '/v1/rooms/gone', {}, 404],
		['PATCH', '/v1/rooms/gone', { body: { title: 'x' } }, 404],
		['PATCH', roomPath, { body: { id: 'other' } }, 400],
		['DELETE', roomPath, {}, 404],
		['GET', '/v1/customers/me/api_usage', { query: { from: '2026-03-01', to: '1' } }, 400],
		['GET', '/v1/clients/gone/api_usage', { query: { from: '0', to: '1' } }, 404],
	])('The simulated Stenomatic refuses %s %s with %j', async (method, path, parts, status) => {
		expect(await statusOf(method, path, parts)).toBe(status);
	});

	it('The simulated Stenomatic lets only privileged customers choose the ID of a room', async () => {
		await stenomatic.control.setState<StenomaticState>({ mayGiveRoomIds: false });
		expect(await statusOf('POST', roomsPath, { body: { id: 'my-room' } })).toBe(403);
		const answer = await stenomatic.call('POST', roomsPath, { body: { title: 'x' } });
		expect(answer.json()).toMatchObject({
			id: expect.stringMatching(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/) as string,
		});
	});

	it.each(['/clients/me/rooms', '/rooms'] as const)(
		'The simulated Stenomatic has the rooms of the own client at %s, and only there',
		async (ownRoomsPath) => {
			await stenomatic.control.setState<StenomaticState>({ ownRoomsPath });
			for (const path of ['/clients/me/rooms', '/rooms']) {
				const status = path === ownRoomsPath ? 200 : 404;
				expect(await statusOf('GET', `/v1${path}`)).toBe(status);
				expect(await statusOf('POST', `/v1${path}`, { body: { title: 'x' } })).toBe(status);
			}
		},
	);

	it('The simulated Stenomatic says when a room was changed, and keeps the passwords that were not', async () => {
		clock.advance(5000);
		const answer = await stenomatic.call('PATCH', roomPath, {
			body: { title: 'x', passwords: { speaker: 'new' } },
		});
		expect(answer.json()).toMatchObject({ update_date: new Date(clock.now()).toISOString() });
		const passwords = await stenomatic.call('GET', `${roomPath}/passwords`);
		expect(passwords.json()).toEqual({ speaker: 'new', participant: 'northwind' });
	});

	it('The simulated Stenomatic adds up usage from `from` to before `to`, of one client or of all', async () => {
		const use = { at: 1000, counter: 'speech_recognition', nanoseconds: 5 };
		await stenomatic.control.setState<StenomaticState>({
			usage: [
				{ ...use, client_id: clientIds.museum },
				{ ...use, client_id: clientIds.own },
				{ ...use, client_id: clientIds.museum, at: 2000 },
			],
		});
		const of = async (path: string, from: number, to: number) =>
			(
				await stenomatic.call('GET', `/v1/${path}/api_usage`, {
					query: { from: String(from), to: String(to) },
				})
			).json();
		expect(await of('customers/me', 1000, 2000)).toEqual({ speech_recognition: 10 });
		expect(await of(`clients/${clientIds.museum}`, 1000, 2001)).toEqual({ speech_recognition: 10 });
		expect(await of('customers/me', 1001, 2000)).toEqual({});
	});
});

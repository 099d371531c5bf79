import { ManualClock } from './support/manualClock';
import { notesVendor, type NotesState } from './support/toyVendors';
import { useSimulator } from './support/useSimulator';

const clock = new ManualClock();
const notes = useSimulator('notes', {
	clock,
	vendors: [notesVendor],
	headers: { 'content-type': 'application/json' },
});
beforeEach(() => clock.restart());

const get = () => notes.call('GET', '/v1/notes');
const post = () => notes.call('POST', '/v1/notes', { body: { name: 'Milk' } });
const countNotes = async () => (await notes.control.state<NotesState>()).notes.length;

describe('latency', () => {
	it('Latency comes before each answer', async () => {
		await notes.control.setFaults({ latencyMs: 250 });
		await get();
		await post();
		expect(clock.slept).toEqual([250, 250]);
	});

	it('Latency varies within its jitter, the same way each time', async () => {
		const faults = { latencyMs: 100, latencyJitterMs: 50, seed: 7 };
		await notes.control.setFaults(faults);
		for (let run = 0; run < 20; run += 1) await get();
		const first = clock.slept;
		expect(first.every((delay) => delay >= 100 && delay < 150)).toBe(true);
		expect(new Set(first).size).toBe(20);

		clock.slept = [];
		await notes.control.setFaults(faults);
		for (let run = 0; run < 20; run += 1) await get();
		expect(clock.slept).toEqual(first);
	});
});

describe('the rate limit', () => {
	const rateLimit = { perSecond: 0.5, burst: 2 };

	it('The rate limit lets a burst through, then refuses without doing the work, then lets one more through', async () => {
		await notes.control.setFaults({ rateLimit });
		const before = await countNotes();
		expect([(await post()).status, (await post()).status]).toEqual([201, 201]);

		const refused = await post();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('2');
		expect(refused.json()).toEqual({ problem: { status: 429, message: 'Too many requests' } });
		expect(await countNotes()).toBe(before + 2);

		clock.advance(2000);
		expect((await post()).status).toBe(201);
		expect((await post()).status).toBe(429);
	});

	it('The rate limit writes Retry-After as a date, or not at all', async () => {
		await notes.control.setFaults({ rateLimit: { ...rateLimit, burst: 1, retryAfter: 'date' } });
		await get();
		const until = new Date(clock.now() + 2000).toUTCString();
		expect((await get()).headers.get('retry-after')).toBe(until);

		await notes.control.setFaults({ rateLimit: { ...rateLimit, burst: 1, retryAfter: 'none' } });
		await get();
		const refused = await get();
		expect(refused.status).toBe(429);
		expect(refused.headers.has('retry-after')).toBe(false);
	});

	it('The rate limit comes before authentication and validation', async () => {
		await notes.control.setFaults({ rateLimit: { ...rateLimit, burst: 1 } });
		await get();
		expect((await notes.call('POST', '/v1/notes', { body: {} })).status).toBe(429);
		expect((await notes.call('POST', '/v1/notes', { body: '{' })).status).toBe(429);
	});
});

describe('errors', () => {
	it("A simulated error comes in the service's envelope, without doing the work", async () => {
		const before = await countNotes();
		await notes.control.setFaults({ errors: [{ status: 503 }] });
		const answer = await post();
		expect(answer.status).toBe(503);
		expect(answer.json()).toEqual({ problem: { status: 503, message: 'Error 503' } });
		expect(await countNotes()).toBe(before);
	});

	it('A simulated error can come after the work is done, so that work done twice is seen', async () => {
		const before = await countNotes();
		await notes.control.setFaults({ errors: [{ status: 500, afterHandling: true }] });
		expect((await post()).json()).toEqual({ problem: { status: 500, message: 'Error 500' } });
		await post();
		expect(await countNotes()).toBe(before + 2);
	});

	it.each([false, true])(
		'A simulated error sends a body and headers of its own (after handling: %s)',
		async (afterHandling) => {
			const headers = { 'retry-after': '7', 'x-request-id': 'r-1' };
			const body = { talk: null, error: { message: 'Not today' } };
			await notes.control.setFaults({ errors: [{ status: 200, body, headers, afterHandling }] });
			const answer = await get();
			expect(answer.status).toBe(200);
			expect(answer.json()).toEqual(body);
			expect(answer.headers.get('retry-after')).toBe('7');
			expect(answer.headers.get('x-request-id')).toBe('r-1');
			expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		},
	);

	it('A simulated error sends a body that is a string as text', async () => {
		const body = '<h1>Bad gateway</h1>';
		await notes.control.setFaults({ errors: [{ status: 502, body }] });
		const answer = await get();
		expect(answer.text).toBe(body);
		expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
	});

	it('A simulated error strikes by method and path, the first that fits', async () => {
		await notes.control.setFaults({
			errors: [
				{ status: 501, method: 'post' },
				{ status: 502, path: '/v1/files/*' },
				{ status: 503, path: '/v1/notes' },
			],
		});
		const statuses = [
			await post(),
			await notes.call('GET', '/v1/files/1'),
			await get(),
			await notes.call('GET', '/v1/files'),
		].map(({ status }) => status);
		expect(statuses).toEqual([501, 502, 503, 404]);
	});

	it('A simulated error strikes as often as told and then no more', async () => {
		await notes.control.setFaults({ errors: [{ status: 503, count: 2 }] });
		const statuses = [await get(), await get(), await get()].map(({ status }) => status);
		expect(statuses).toEqual([503, 503, 200]);
	});

	it('A simulated error strikes the share of requests it is told to, the same ones each time', async () => {
		const statuses = async () => {
			await notes.control.setFaults({ seed: 5, errors: [{ status: 503, rate: 0.5 }] });
			const answers = [];
			for (let run = 0; run < 40; run += 1) answers.push((await get()).status);
			return answers;
		};
		const first = await statuses();
		expect(new Set(first)).toEqual(new Set([200, 503]));
		expect(await statuses()).toEqual(first);
	});
});

describe('dropped connections', () => {
	const drop = (when: 'beforeHandling' | 'afterHandling' | 'midBody') =>
		notes.control.setFaults({ drop: { when } });

	it.each([
		['beforeHandling', 0],
		['afterHandling', 1],
	] as const)(
		'A connection dropped at %s gives no answer, and the work is done %d times',
		async (when, times) => {
			const before = await countNotes();
			await drop(when);
			await expect(post()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
			expect(await countNotes()).toBe(before + times);
		},
	);

	it('A connection dropped at midBody gives the head and half of the body', async () => {
		await notes.control.setState<NotesState>({ notes: ['Milk', 'Bread'] });
		await drop('midBody');
		const answer = await fetch(`${notes.url}/notes/v1/notes`);
		expect(answer.status).toBe(200);
		const whole = JSON.stringify(['Milk', 'Bread']);
		expect(answer.headers.get('content-length')).toBe(String(whole.length));
		const chunks: Uint8Array[] = [];
		const read = async () => {
			for await (const chunk of answer.body!) chunks.push(chunk);
		};
		await expect(read()).rejects.toThrow('terminated');
		expect(Buffer.concat(chunks).toString()).toBe(whole.slice(0, Math.ceil(whole.length / 2)));
	});
});

describe('broken bodies', () => {
	it('A broken body may be none', async () => {
		await notes.control.setFaults({ emptyBody: {} });
		const answer = await post();
		expect([answer.status, answer.text]).toEqual([201, '']);
	});

	it('A broken body may be JSON that does not parse', async () => {
		await notes.control.setFaults({ malformedJson: {} });
		const answer = await post();
		expect(answer.status).toBe(201);
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(() => answer.json()).toThrow(SyntaxError);
	});

	it("A broken body strikes a service's error too", async () => {
		await notes.control.setFaults({ malformedJson: { count: 1 } });
		const answer = await notes.call('GET', '/v2');
		expect(answer.status).toBe(404);
		expect(() => answer.json()).toThrow(SyntaxError);
		expect((await get()).json()).toHaveLength(1);
	});
});

describe('slow bodies', () => {
	const names = ['Milk', 'Bread', 'Zwölf Eier'];
	beforeEach(() => notes.control.setState<NotesState>({ notes: names }));

	it('A slow body comes whole, in ten parts with a pause before each', async () => {
		await notes.control.setFaults({ slowBody: { chunkDelayMs: 30 } });
		expect((await get()).json()).toEqual(names);
		expect(clock.slept).toEqual(new Array(clock.slept.length).fill(30));
		expect(clock.slept.length).toBeGreaterThanOrEqual(9);
		expect(clock.slept.length).toBeLessThanOrEqual(10);
	});

	it('A slow body comes whole, at so many bytes per second', async () => {
		const bytes = Buffer.byteLength(JSON.stringify(names));
		await notes.control.setFaults({ slowBody: { bytesPerSecond: 40 } });
		expect((await get()).json()).toEqual(names);
		const seconds = clock.slept.reduce((sum, delay) => sum + delay, 0) / 1000;
		// Two bytes at a time: the last part may be one byte short.
		expect(Math.abs(seconds - bytes / 40)).toBeLessThanOrEqual(1 / 40 + 1e-9);
	});
});

describe('no faults', () => {
	it('The simulator starts without faults, and an empty set means none', async () => {
		expect((await get()).status).toBe(200);
		await notes.control.setFaults({ latencyMs: 9, errors: [{ status: 500 }] });
		await notes.control.setFaults({});
		expect((await get()).status).toBe(200);
		expect(clock.slept).toEqual([]);
	});
});

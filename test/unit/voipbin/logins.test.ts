import { LoginRefused, Logins } from '../../../nodes/Voipbin/logins';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);
const wait = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** VoIPBin's logins: each takes 100 ms and gives another token. */
function voipbin() {
	const server = { logins: 0, valid: '' };
	const logIn = async () => {
		const token = `token ${++server.logins}`;
		await wait(100);
		server.valid = token;
		return token;
	};
	return { server, logIn };
}

/** One execution as n8n makes it: it reads the stored token, logs in without one or after a 401, and stores the new one. */
async function execute(
	logins: Logins,
	{ server, logIn }: ReturnType<typeof voipbin>,
	store: { token: string },
): Promise<string> {
	await wait(5);
	let { token } = store;
	const renew = async () => {
		token = await logins.token('ada', token, logIn);
		await wait(20);
		store.token = token;
	};
	if (token === '') await renew();
	await wait(50);
	if (token !== server.valid) await renew();
	return token;
}

describe('logins', () => {
	it.each([
		['without a stored token', ''],
		['with a stored token that has expired', 'expired'],
	])('Logins are one for 150 executions within a second %s', async (_, stored) => {
		const logins = new Logins();
		const vendor = voipbin();
		const store = { token: stored };
		const executions = Array.from({ length: 150 }, async (_, index) => {
			await wait((index * 1000) / 150);
			return await execute(logins, vendor, store);
		});
		await pass(5_000);
		expect(new Set(await Promise.all(executions))).toEqual(new Set(['token 1']));
		expect(vendor.server.logins).toBe(1);
		expect(store.token).toBe('token 1');
	});

	it('A rejected token causes one new login for all who find out', async () => {
		const logins = new Logins();
		const { server, logIn } = voipbin();
		const first = logins.token('ada', '', logIn);
		await pass(100);
		expect(await first).toBe('token 1');
		const again = Promise.all([
			logins.token('ada', 'token 1', logIn),
			logins.token('ada', 'token 1', logIn),
			logins.token('ada', '', logIn),
		]);
		await pass(100);
		expect(await again).toEqual(['token 2', 'token 2', 'token 2']);
		expect(server.logins).toBe(2);
	});

	it('A login is not shared with another account', async () => {
		const logins = new Logins();
		const { logIn } = voipbin();
		const tokens = Promise.all([logins.token('ada', '', logIn), logins.token('grace', '', logIn)]);
		await pass(100);
		expect(await tokens).toEqual(['token 1', 'token 2']);
	});

	it('A login is forgotten after a minute', async () => {
		const logins = new Logins();
		const { server, logIn } = voipbin();
		void logins.token('ada', '', logIn);
		await pass(100 + 59_999);
		expect(await logins.token('ada', '', logIn)).toBe('token 1');
		await pass(1);
		const later = logins.token('ada', '', logIn);
		await pass(100);
		expect(await later).toBe('token 2');
		expect(server.logins).toBe(2);
	});

	it('A failed login is shared while it is on its way and tried again afterwards', async () => {
		const logins = new Logins();
		const { logIn } = voipbin();
		const fails = jest.fn(async () => {
			await wait(100);
			throw new Error('connection lost');
		});
		const both = Promise.allSettled([
			logins.token('ada', '', fails),
			logins.token('ada', '', fails),
		]);
		await pass(100);
		expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(fails).toHaveBeenCalledTimes(1);
		const next = logins.token('ada', '', logIn);
		await pass(100);
		expect(await next).toBe('token 1');
	});

	it('A refused login is not tried again for ten seconds', async () => {
		const logins = new Logins();
		const refuse = jest.fn(async () => await Promise.reject(new LoginRefused('wrong password')));
		for (let item = 0; item < 5; item++) {
			await expect(logins.token('ada', '', refuse)).rejects.toThrow('wrong password');
			await pass(2_000);
		}
		expect(refuse).toHaveBeenCalledTimes(1);
		await expect(logins.token('ada', '', refuse)).rejects.toThrow('wrong password');
		expect(refuse).toHaveBeenCalledTimes(2);
	});
});

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Session } from '../../../../nodes/shared/http/session';
import type { SessionRules } from '../../../../nodes/shared/vendor/api';

const rejected: unknown[] = [];
const rules: SessionRules = {
	canOpen: () => true,
	field: 'sessionToken',
	reject: ({ sessionToken }) => rejected.push(sessionToken),
	probe: { method: 'GET', path: '/me' },
};

/** A session with the token of a run that began earlier, and what n8n has stored by now. */
function session(token: string, stored: ICredentialDataDecryptedObject) {
	const credentials = { sessionToken: token };
	return new Session(rules, credentials, async () => stored);
}

beforeEach(() => rejected.splice(0));

describe('a session', () => {
	it('A token that was refused is forgotten, so that n8n logs in', async () => {
		const of = session('old', { sessionToken: 'old' });
		await of.renew('old');
		expect(of.token).toBe('');
		expect(rejected).toEqual(['old']);
	});

	it('A token that another execution has stored meanwhile is used', async () => {
		const of = session('old', { sessionToken: 'new' });
		await of.renew('old');
		expect(of.token).toBe('new');
		expect(rejected).toEqual([]);
	});

	it('Requests that were refused with the same token cause one login', async () => {
		const of = session('old', { sessionToken: 'old' });
		await Promise.all([of.renew('old'), of.renew('old'), of.renew('old')]);
		of.token = 'new';
		await of.renew('old');
		expect(of.token).toBe('new');
		expect(rejected).toEqual(['old']);
	});

	it('A session is checked once for all that ask, and again a minute after it was accepted', async () => {
		jest.useFakeTimers();
		const of = session('new', {});
		const probe = jest.fn(async () => of.accept());
		await Promise.all([of.check(probe), of.check(probe)]);
		jest.advanceTimersByTime(59_999);
		await of.check(probe);
		expect(probe).toHaveBeenCalledTimes(1);
		jest.advanceTimersByTime(1);
		await of.check(probe);
		expect(probe).toHaveBeenCalledTimes(2);
		jest.useRealTimers();
	});

	it('A check that fails is reported to all that ask, and made again for the next', async () => {
		const of = session('new', {});
		const probe = jest.fn(async () => await Promise.reject(new Error('no')));
		const both = await Promise.allSettled([of.check(probe), of.check(probe)]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		await expect(of.check(probe)).rejects.toThrow('no');
		expect(probe).toHaveBeenCalledTimes(2);
	});
});

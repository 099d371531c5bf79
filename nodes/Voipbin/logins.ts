/** Longer than any request takes to come back with the token that this login has replaced. */
const freshMs = 60_000;

/** Long enough that a run with a wrong password does not try it for each of its items. */
const refusedMs = 10_000;

/** A login that VoIPBin refused, and would refuse again. */
export class LoginRefused extends Error {}

interface Login {
	promise: Promise<string>;
	/** Unset while the login is on its way, or when it was refused. */
	token?: string;
	endsAt: number;
}

/**
 * The logins of a process. n8n stores a token only once its login has ended, so executions that
 * have read the credential before ask for a login of their own. They get the token of the first.
 */
export class Logins {
	private readonly logins = new Map<string, Login>();

	/**
	 * A token for an account: that of a login on its way or just made, or of a new one.
	 *
	 * @param account names it without showing its password
	 * @param rejected the token that VoIPBin no longer accepts, or an empty text
	 * @param logIn throws LoginRefused if trying again is of no use
	 */
	async token(account: string, rejected: string, logIn: () => Promise<string>): Promise<string> {
		this.forgetOld();
		if (rejected !== '') this.reject(account, rejected);
		const login = this.logins.get(account);
		return login ? await login.promise : await this.start(account, logIn);
	}

	/** Forgets a token that VoIPBin no longer accepts; another of the account stays. */
	reject(account: string, token: string): void {
		if (this.logins.get(account)?.token === token) this.logins.delete(account);
	}

	private async start(account: string, logIn: () => Promise<string>): Promise<string> {
		const login: Login = { promise: logIn(), endsAt: Infinity };
		this.logins.set(account, login);
		await login.promise.then(
			(token) => {
				login.token = token;
				login.endsAt = performance.now() + freshMs;
			},
			(error) => {
				login.endsAt = error instanceof LoginRefused ? performance.now() + refusedMs : 0;
			},
		);
		return await login.promise;
	}

	private forgetOld(): void {
		const now = performance.now();
		for (const [account, { endsAt }] of this.logins) {
			if (endsAt <= now) this.logins.delete(account);
		}
	}
}

/** The logins of this process. */
export const logins = new Logins();

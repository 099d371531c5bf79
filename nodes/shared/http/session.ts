import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { SessionRules } from '../vendor/api';

/** A session that was accepted within this time, in milliseconds, is taken as valid. */
const trustedMs = 60_000;

/**
 * The session of a run. The node renews it itself: what n8n sends again after a 401 differs from
 * version to version, and none of them sends a file again.
 */
export class Session {
	private acceptedAt = -Infinity;
	private checking: Promise<unknown> | undefined;

	constructor(
		readonly rules: SessionRules,
		private readonly credentials: ICredentialDataDecryptedObject,
		private readonly readStored: () => Promise<ICredentialDataDecryptedObject>,
	) {}

	/** Empty where n8n has to log in. */
	get token(): string {
		return String(this.credentials[this.rules.field] ?? '');
	}

	set token(token: string) {
		this.credentials[this.rules.field] = token;
	}

	/** Makes sure that the API accepts the token, with one request for all that ask meanwhile. */
	async check(probe: () => Promise<unknown>): Promise<void> {
		if (performance.now() - this.acceptedAt < trustedMs) return;
		this.checking ??= probe().finally(() => (this.checking = undefined));
		await this.checking;
	}

	/** Notes that the API has just taken the token. */
	accept(): void {
		this.acceptedAt = performance.now();
	}

	/**
	 * Makes sure that the next request uses another token: one that another execution or process has
	 * stored meanwhile, or that of a new login.
	 *
	 * @param refused the token that the API did not accept
	 */
	async renew(refused: string): Promise<void> {
		if (this.token !== refused) return;
		const stored = String((await this.readStored())[this.rules.field] ?? '');
		if (this.token !== refused) return;
		if (stored === refused) this.rules.reject(this.credentials);
		this.token = stored === refused ? '' : stored;
	}
}

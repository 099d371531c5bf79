import { createHmac } from 'node:crypto';

/**
 * Request header by which an item names the installation to act for. It ends in the credential,
 * which signs with it; it is never sent.
 */
export const installationHeader = 'x-talkit-installation';

/** Seconds that a token lives: Talkit's maximum. */
const lifetime = 3600;

/** Seconds that a token is dated back: this machine's clock may be ahead of Talkit's. */
const clockTolerance = 30;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * A JWT (HS256) by which Talkit gives access to the data of one installation's user
 * (https://docs.mobileassistant.us/docs/authentication). Signing takes microseconds, so each
 * request has its own and none is ever sent expired.
 *
 * @param secretKey the plugin's secret key, used as UTF-8 bytes
 * @param installationUuid the plugin installation that the token speaks for
 * @param now epoch milliseconds
 */
export function signInstallationToken(
	secretKey: string,
	installationUuid: string,
	now: number,
): string {
	const iat = Math.floor(now / 1000) - clockTolerance;
	const header = encode({ alg: 'HS256', typ: 'JWT' });
	const claims = encode({ iat, exp: iat + lifetime, plugin_installation_uuid: installationUuid });
	const signature = createHmac('sha256', secretKey)
		.update(`${header}.${claims}`)
		.digest('base64url');
	return `${header}.${claims}.${signature}`;
}

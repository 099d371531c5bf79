import { verifyHmacSha256 } from '../shared/trigger/signature';
import type { Delivery } from '../shared/trigger/webhook';

/** The JSON of a body without the spaces that some senders write between its parts. */
function compact(rawBody: Buffer): string | undefined {
	try {
		return JSON.stringify(JSON.parse(rawBody.toString('utf8')));
	} catch {
		return undefined;
	}
}

/**
 * Whether an event is signed with the secret of its webhook: over the bytes that came, or over the
 * compact JSON, which is what Talkit's own receiver checks
 * (https://github.com/MobileAssistant/webhooks-example).
 */
export function isSigned({ headers, rawBody }: Delivery, secret: string): boolean {
	const token = headers['x-connect-it-token'];
	if (typeof token !== 'string') return false;
	if (verifyHmacSha256(token, secret, rawBody)) return true;
	const json = compact(rawBody);
	return json !== undefined && verifyHmacSha256(token, secret, json);
}

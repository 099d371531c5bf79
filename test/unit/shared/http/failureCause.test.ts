import { causeOf } from '../../../../nodes/shared/http/failureCause';
import type { Failure } from '../../../../nodes/shared/http/outcome';
import type { Reply } from '../../../../nodes/shared/vendor/request';

const reply = (status: number, flaw?: Reply['flaw']): Reply => ({
	status,
	headers: {},
	body: '',
	...(flaw ? { flaw } : {}),
});

describe('why a request failed, in the words of n8n', () => {
	it.each<[Failure, object | undefined]>([
		[{ kind: 'rateLimited', reply: reply(429) }, { cause: 'rate-limited' }],
		[
			{ kind: 'rateLimited', reply: reply(429), retryAfterMs: 3000 },
			{ cause: 'rate-limited', retryAfterMs: 3000 },
		],
		[{ kind: 'failed', reply: reply(401) }, { cause: 'credential-invalid' }],
		[{ kind: 'failed', reply: reply(402) }, { cause: 'quota-exhausted' }],
		[{ kind: 'failed', reply: reply(403) }, { cause: 'configuration-invalid' }],
		[{ kind: 'failed', reply: reply(404) }, { cause: 'configuration-invalid' }],
		[
			{ kind: 'failed', reply: reply(503), retryAfterMs: 1000 },
			{ cause: 'temporarily-unavailable', retryAfterMs: 1000 },
		],
		[{ kind: 'failed', reply: reply(500) }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'failed', reply: reply(418) }, undefined],
		[{ kind: 'failed', reply: reply(200, 'page') }, { cause: 'configuration-invalid' }],
		[{ kind: 'failed', reply: reply(200, 'incomplete') }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'disconnected', code: 'ECONNRESET' }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'disconnected', code: 'TIMEOUT' }, { cause: 'temporarily-unavailable' }],
		[{ kind: 'disconnected', code: 'CERT_HAS_EXPIRED' }, { cause: 'configuration-invalid' }],
	])('%j: %j', (failure, cause) => {
		expect(causeOf(failure)).toEqual(cause);
	});
});

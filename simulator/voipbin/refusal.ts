import { randomBytes } from 'node:crypto';

import { ApiError } from '../apiError';

const statusNames: Record<number, string> = {
	400: 'INVALID_ARGUMENT',
	401: 'UNAUTHENTICATED',
	402: 'PAYMENT_REQUIRED',
	403: 'PERMISSION_DENIED',
	404: 'NOT_FOUND',
	409: 'FAILED_PRECONDITION',
	429: 'RESOURCE_EXHAUSTED',
	500: 'INTERNAL',
	503: 'UNAVAILABLE',
};

/** Where a status has one reason more often than others. */
const usualReasons: Record<number, string> = {
	404: 'ROUTE_NOT_FOUND',
	429: 'RATE_LIMIT_EXCEEDED',
	503: 'SERVICE_UNAVAILABLE',
};

/** A request that VoIPBin does not carry out, with what its envelope says of it. */
export class Refusal extends ApiError {
	constructor(
		statusCode: number,
		readonly reason: string,
		message: string,
		readonly details: object[] = [],
		readonly headers: Record<string, string> = {},
	) {
		super(statusCode, message);
	}
}

/** VoIPBin's envelope of errors. */
export function errorBody(
	status: number,
	message: string,
	reason?: string,
	details: object[] = [],
) {
	const name = statusNames[status] ?? (status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL');
	return {
		error: {
			status: name,
			reason: reason ?? usualReasons[status] ?? name,
			message,
			request_id: `req_${randomBytes(8).toString('hex').toUpperCase()}`,
			details,
		},
	};
}

/** For what does not exist as well as for what belongs to others. */
export const forbidden = () =>
	new Refusal(403, 'PERMISSION_DENIED', 'You do not have permission to access this resource.');

/** Talk answers so to values that it does not accept. */
export const internal = () => new Refusal(500, 'INTERNAL', 'An internal error occurred.');

export const invalidId = () =>
	new Refusal(400, 'INVALID_ID', 'The provided id is not a valid UUID.');

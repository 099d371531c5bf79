import { NodeApiError } from 'n8n-workflow';

/**
 * What was found, or a value that stands for nothing. Only 404 means that there is nothing: anything
 * else is an error.
 */
export async function missingAs<Found, Nothing>(
	nothing: Nothing,
	found: Promise<Found>,
): Promise<Found | Nothing> {
	try {
		return await found;
	} catch (error) {
		if (error instanceof NodeApiError && error.httpCode === '404') return nothing;
		throw error as Error;
	}
}

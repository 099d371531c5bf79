import type { FastifyInstance } from 'fastify';

class InvalidJson extends Error {
	readonly statusCode = 400;
}

/** Reads JSON bodies, an empty one as none, and anything else as text; each leaves its raw text for the record. */
export function addBodyParsers(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser<string>(
		'application/json',
		{ parseAs: 'string' },
		async (request, raw) => {
			request.rawBody = raw;
			if (raw.trim() === '') return undefined;
			try {
				return JSON.parse(raw) as unknown;
			} catch {
				throw new InvalidJson('The body is not valid JSON');
			}
		},
	);
	app.addContentTypeParser<string>('*', { parseAs: 'string' }, async (request, raw) => {
		request.rawBody = raw;
		return raw;
	});
}

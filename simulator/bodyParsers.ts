import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiError } from './apiError';

declare module 'fastify' {
	interface FastifyRequest {
		/** The body as it came, where it was read as text. */
		rawBody?: string;
		/** Set when a JSON body could not be read. */
		bodyError?: ApiError;
	}
}

async function readText(request: FastifyRequest, raw: string): Promise<string> {
	request.rawBody = raw;
	return raw;
}

async function readJson(request: FastifyRequest, raw: string): Promise<unknown> {
	request.rawBody = raw;
	if (raw.trim() === '') return undefined;
	try {
		return JSON.parse(raw);
	} catch {
		request.bodyError = new ApiError(400, 'The body is not valid JSON');
		return undefined;
	}
}

/** Reads JSON bodies, an empty one as none, and anything else as text. */
export function addBodyParsers(app: FastifyInstance): void {
	app.decorateRequest('rawBody');
	app.decorateRequest('bodyError');
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, readJson);
	app.addContentTypeParser('*', { parseAs: 'string' }, readText);
}

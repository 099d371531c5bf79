import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import multipart from '@fastify/multipart';

import { ApiError } from '../../../../simulator/apiError';
import { object } from '../../../../simulator/jsonSchema';
import type { Vendor } from '../../../../simulator/vendor';

export interface NotesState {
	key: string;
	notes: string[];
}

/** The proof of the sender that the notes vendor gives with each event. */
export function notesSignature(key: string, rawBody: string): string {
	return createHmac('sha256', key).update(rawBody).digest('hex');
}

/** A vendor unlike Smalltalk: it signs its events, sends them again, and its API says where to. */
export const notesVendor: Vendor<NotesState> = {
	name: 'notes',
	seed: (now) => ({ key: 'first-key', notes: [`made ${new Date(now).toISOString()}`] }),
	stateSchema: { key: { type: 'string' }, notes: { type: 'array', items: { type: 'string' } } },
	async routes(app, context) {
		await app.register(multipart);
		const name = { type: 'string', minLength: 1 };

		app.put<{ Body: { url: string } }>('/v1/callback', async ({ body }, reply) => {
			context.webhookTarget = { url: body.url };
			return reply.code(204).send();
		});
		app.get('/v1/notes', async () => context.state.notes);
		app.post<{ Body: { name: string } }>(
			'/v1/notes',
			{
				schema: { body: object({ name, colour: { type: 'string', default: 'white' } }, ['name']) },
			},
			async ({ body }, reply) => {
				context.state.notes.push(body.name);
				await context.emit({ type: 'note.made', note: body.name });
				return reply.code(201).send({ name: body.name, link: `${context.baseUrl}/v1/notes` });
			},
		);
		app.post('/v1/files', async (request) => {
			const file = await request.file();
			if (!file) throw new ApiError(400, 'No file');
			return { name: file.filename, size: (await file.toBuffer()).length };
		});
		app.get('/v1/files/1', async (_request, reply) =>
			reply.type('text/plain').send(Readable.from(['a file', ' as a stream'])),
		);
	},
	errorBody: (status, message) => ({ problem: { status, message } }),
	webhook: {
		method: 'PUT',
		attempts: 3,
		retryDelayMs: 2000,
		isDelivered: (status) => status < 500,
		sign: (rawBody, { key }) => ({ 'x-notes-signature': notesSignature(key, rawBody) }),
		samples: () => ({ 'note.made': { type: 'note.made', note: 'A sample' } }),
	},
};

/** A vendor that has no webhooks. */
export const silentVendor: Vendor<{ word: string }> = {
	name: 'silent',
	seed: () => ({ word: 'hush' }),
	stateSchema: { word: { type: 'string' } },
	routes(app, context) {
		app.get('/word', async () => ({ word: context.state.word }));
	},
	errorBody: (_status, message) => ({ message }),
};

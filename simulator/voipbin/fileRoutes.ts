import { randomBytes, randomUUID } from 'node:crypto';

import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { agentOf } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import { forbidden, invalidId, Refusal } from './refusal';
import type { Agent, StoredFile } from './state';
import { type Context, isUuid } from './talk';
import { stamp, writeMicros } from './time';
import { downloadLink, fileView, inEdition } from './views';

const noQuery = object(proofQuery);
const maxBytes = 30 * 1024 * 1024;

/** `/service_agents/files`. */
export async function addFileRoutes(app: FastifyInstance, context: Context): Promise<void> {
	await app.register(multipart, { limits: { fileSize: maxBytes } });
	const show = (value: unknown) => inEdition(context.state, value);
	const view = (file: StoredFile) => fileView(file, context.baseUrl);

	const fileOf = (fileId: string, agent: Agent): StoredFile => {
		if (!isUuid(fileId)) throw invalidId();
		const file = context.state.files.find(({ id, tm_delete }) => id === fileId && !tm_delete);
		if (!file || file.customer_id !== agent.customer_id) throw forbidden();
		return file;
	};

	app.get<{ Querystring: PageQuery }>(
		'/service_agents/files',
		{ schema: { querystring: listQuery() } },
		async (request) => {
			const agent = agentOf(request);
			const own = context.state.files.filter(
				({ owner_id, tm_delete }) => owner_id === agent.id && tm_delete === null,
			);
			const page = pageOf(own, request.query);
			return show({ ...page, result: page.result.map(view) });
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/files/:id',
		{ schema: { querystring: noQuery } },
		async (request) => show(view(fileOf(request.params.id, agentOf(request)))),
	);

	app.delete<{ Params: { id: string } }>(
		'/service_agents/files/:id',
		{ schema: { querystring: noQuery } },
		async (request) => {
			const file = fileOf(request.params.id, agentOf(request));
			file.tm_delete = stamp(context.state, context.clock.now());
			return show(view(file));
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/files/:id/file',
		{ schema: { querystring: noQuery } },
		async (request, reply) => {
			const file = fileOf(request.params.id, agentOf(request));
			return reply.redirect(downloadLink(file, context.baseUrl), 307);
		},
	);

	app.post('/service_agents/files', { schema: { querystring: noQuery } }, async (request) => {
		const { state, clock } = context;
		const self = agentOf(request);
		const parts: Record<string, unknown> = {};
		let upload: Pick<StoredFile, 'filename' | 'content' | 'contentType'> | undefined;
		try {
			for await (const part of request.parts()) {
				if (part.type === 'field') parts[part.fieldname] = part.value;
				else if (part.fieldname === 'file') {
					const content = (await part.toBuffer()).toString('base64');
					upload = { filename: part.filename, content, contentType: part.mimetype };
				}
			}
		} catch {
			upload = undefined;
		}
		if (!upload) {
			throw new Refusal(400, 'INVALID_FILE_UPLOAD', 'The uploaded file is invalid or missing.');
		}
		if (parts.type !== 'talk') {
			throw new Refusal(400, 'INVALID_FILE_TYPE', 'The provided file type is invalid or missing.');
		}
		const time = stamp(state, clock.now());
		const file: StoredFile = {
			id: randomUUID(),
			customer_id: self.customer_id,
			owner_id: self.id,
			name: upload.filename,
			detail: 'Uploaded by agent',
			...upload,
			signature: randomBytes(8).toString('hex'),
			tm_download_expire: writeMicros((clock.now() + 86_400_000) * 1000),
			tm_create: time,
			tm_update: time,
			tm_delete: null,
		};
		state.files.push(file);
		return show(view(file));
	});
}

/** The cloud's storage behind the links: it knows their signatures, and refuses any other proof. */
export function addStorageRoutes(app: FastifyInstance, context: Context): void {
	app.get<{ Params: { id: string }; Querystring: Record<string, string> }>(
		'/storage/:id',
		async ({ params, query, headers }, reply) => {
			const file = context.state.files.find(({ id }) => id === params.id);
			if (headers.authorization !== undefined) return reply.code(400).send('Two kinds of proof');
			if (!file || query['X-Goog-Signature'] !== file.signature) return reply.code(403).send('');
			const content = Buffer.from(file.content, 'base64');
			return reply.type(file.contentType).send(content);
		},
	);
}

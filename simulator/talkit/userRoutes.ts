import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import { idParams, type PageQuery, pageOf, pageQuery } from './pages';
import type { TalkitState } from './state';

/** `/users` and `/transcripts`: what the user of an installation lets a plugin see. */
export function addUserRoutes(app: FastifyInstance, context: VendorContext<TalkitState>): void {
	const transcriptsOf = (userId: number) =>
		context.state.transcripts.filter(({ user }) => user.id === userId);

	app.get<{ Params: { id: string } }>(
		'/users/:id',
		{ schema: { params: idParams } },
		async ({ params, talkitUserId }) => {
			const user = context.state.users.find(
				({ id }) => id === Number(params.id) && id === talkitUserId,
			);
			if (!user) throw new ApiError(404, 'User not found');
			return user;
		},
	);

	app.get<{ Querystring: PageQuery }>(
		'/transcripts',
		{ schema: { querystring: pageQuery } },
		async ({ query, talkitUserId }) => pageOf(transcriptsOf(talkitUserId), query),
	);

	app.get<{ Params: { id: string } }>(
		'/transcripts/:id',
		{ schema: { params: idParams } },
		async ({ params, talkitUserId }) => {
			const transcript = transcriptsOf(talkitUserId).find(({ id }) => id === Number(params.id));
			if (!transcript) throw new ApiError(404, 'Transcript not found');
			return transcript;
		},
	);
}

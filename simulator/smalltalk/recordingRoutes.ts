import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { text } from './parameters';
import type { SmalltalkState } from './state';
import { listedRecording } from './views';

/** `/api/v1/partners/recordings`. */
export function addRecordingRoutes(
	app: FastifyInstance,
	context: VendorContext<SmalltalkState>,
): void {
	app.get<{ Querystring: { talk_id?: string } }>(
		'/api/v1/partners/recordings',
		{ schema: { querystring: object({ talk_id: text }) } },
		async ({ query: { talk_id } }) => {
			const { recordings } = context.state;
			const found = talk_id
				? recordings.filter((recording) => recording.talk_id === talk_id)
				: recordings;
			return { recordings: found.map(listedRecording), error: null };
		},
	);
}

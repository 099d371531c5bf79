import type { FastifyInstance } from 'fastify';
import { DateTime } from 'luxon';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { newShortLink } from './ids';
import { dateTime, flag, requiredText, text } from './parameters';
import { type JoinLink, newTalk, type SmalltalkState, type Talk } from './state';
import { createdTalk, listedTalk } from './views';

type NewTalk = Pick<Talk, 'name'> & Partial<Talk>;

const newTalkSchema = object(
	{
		name: requiredText,
		room_type: { enum: ['default', 'questions', 'hosted_events'] },
		access: { enum: ['anyone', 'invite_only'] },
		theme_id: text,
		mic_behavior: { enum: ['start_off', 'start_on'] },
		start_time: dateTime,
		end_time: dateTime,
		description: text,
		subscriptions_allowed: flag,
	},
	['name'],
);

const joinSchema = object(
	{
		talk_id: requiredText,
		uid: text,
		display_name: text,
		display_img: text,
		role: { enum: ['admin', 'member', 'none'] },
	},
	['talk_id'],
);

/** The parameters that say something: the vendor's own sample sends an empty start_time. */
function given(body: NewTalk): NewTalk {
	const talk = { ...body };
	for (const key of ['start_time', 'end_time'] as const) {
		if (talk[key]) talk[key] = DateTime.fromISO(talk[key], { zone: 'utc' }).toISO() ?? undefined;
		else delete talk[key];
	}
	return talk;
}

/** `/api/p/talk`, `/api/p/talk/join` and `/api/v1/partners/talks`. */
export function addTalkRoutes(app: FastifyInstance, context: VendorContext<SmalltalkState>): void {
	app.post<{ Body: NewTalk }>(
		'/api/p/talk',
		{ schema: { body: newTalkSchema } },
		async ({ body }) => {
			const { state, clock } = context;
			const talk = newTalk(given(body), state, clock.now());
			state.talks.push(talk);
			return { talk: createdTalk(talk), error: null };
		},
	);

	app.get<{ Querystring: { talk_id?: string } }>(
		'/api/v1/partners/talks',
		{ schema: { querystring: object({ talk_id: text }) } },
		async ({ query: { talk_id } }) => {
			const { talks } = context.state;
			const found = talk_id ? talks.filter(({ id }) => id === talk_id) : talks;
			return { talks: found.map(listedTalk), error: null };
		},
	);

	app.post<{ Body: Omit<JoinLink, 'url'> }>(
		'/api/p/talk/join',
		{ schema: { body: joinSchema } },
		async ({ body }) => {
			const { talks, joinLinks } = context.state;
			if (!talks.some(({ id }) => id === body.talk_id)) throw new ApiError(404, 'Talk not found');
			const { talk_id, uid, role, ...display } = body;
			// Without a uid the link is for nobody in particular.
			const link = { url: newShortLink(7), talk_id, role, ...(uid ? { uid, ...display } : {}) };
			joinLinks.push(link);
			return { url: link.url };
		},
	);
}

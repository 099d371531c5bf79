import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { findAnyUser } from './find';
import type { TalkioState } from './state';

const text = { type: 'string', pattern: '\\S' };
const date = { type: 'string', format: 'date' };
const month = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' };

interface UserPath {
	Params: { userId: string };
}

/** The document names only `wordsPerMinute` in these two places. */
const stats = {
	conversations: { count: 2, user: { words: 184, wordsPerMinute: 62 } },
	videoConversations: { count: 1, user: { words: 97, wordsPerMinute: 71 } },
};

/** Usage and assessments, below `/users/{user-id}`; the numbers are always the same. */
export function addUsageRoutes(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	app.get<UserPath & { Querystring: { date: string } }>(
		'/users/:userId/usage/stats',
		{ schema: { querystring: object({ date, timezone: text }, ['date']) } },
		async ({ params: { userId }, query }) => {
			findAnyUser(context.state, userId);
			return { date: query.date, ...stats };
		},
	);

	app.get<UserPath & { Querystring: { month: string } }>(
		'/users/:userId/usage/monthly-stats',
		{ schema: { querystring: object({ month, language: text, timezone: text }, ['month']) } },
		async ({ params: { userId }, query }) => {
			findAnyUser(context.state, userId);
			return { month: query.month, ...stats };
		},
	);

	app.get<UserPath & { Querystring: { month: string } }>(
		'/users/:userId/usage/duration',
		{ schema: { querystring: object({ month }, ['month']) } },
		async ({ params: { userId }, query }) => {
			findAnyUser(context.state, userId);
			return { month: query.month, durations: { conversations: 1260, videoConversations: 540 } };
		},
	);

	app.get<{ Params: { userId: string; week: string } }>(
		'/users/:userId/weekly-assessment/:week',
		{
			schema: {
				params: { type: 'object', properties: { week: date } },
				querystring: object({ practiceLanguage: text }),
			},
		},
		async ({ params: { userId, week } }) => {
			findAnyUser(context.state, userId);
			return { week, level: 'B1', summary: 'Past tenses have become safer.' };
		},
	);

	app.get<{ Params: { userId: string; month: string } }>(
		'/users/:userId/:month',
		{ schema: { params: { type: 'object', properties: { month } } } },
		async ({ params: { userId, month: ofMonth } }) => {
			findAnyUser(context.state, userId);
			return { month: ofMonth, totals: { words: 2210, minutes: 41 } };
		},
	);
}

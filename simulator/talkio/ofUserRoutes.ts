import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import { omit } from '../omit';
import type { VendorContext } from '../vendor';
import { findUser } from './find';
import { pageOf, pageSchema, type PageQuery } from './lists';
import { defaultSettings, type Conversation, type TalkioState } from './state';

const text = { type: 'string', pattern: '\\S' };
const flag = { type: 'boolean' };
const language = { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' };

const settingsSchema = {
	...object({
		practiceLanguage: language,
		userLanguage: language,
		uiLanguage: language,
		practiceLanguageProficiency: text,
		readAloudSpeed: { type: 'number' },
		defaultTutor: text,
		showChatTranslations: flag,
		showChatRomanization: flag,
		showLiveFeedback: flag,
		hideIntroFlow: flag,
	}),
	minProperties: 1,
};

interface UserPath {
	Params: { userId: string };
}

const shown = (conversation: Conversation) => omit(conversation, 'userId');

/** Settings, conversations and the preferred organization, below `/users/{user-id}`. */
export function addOfUserRoutes(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	const settingsOf = (userId: string) => {
		findUser(context.state, userId);
		return { ...defaultSettings, ...context.state.settings[userId] };
	};

	app.get<UserPath>('/users/:userId/settings', async ({ params }) => settingsOf(params.userId));

	app.put<UserPath & { Body: Partial<typeof defaultSettings> }>(
		'/users/:userId/settings',
		{ schema: { body: settingsSchema } },
		async ({ params: { userId }, body }) => {
			const settings = { ...settingsOf(userId), ...body };
			context.state.settings[userId] = settings;
			return settings;
		},
	);

	app.get<UserPath & { Querystring: PageQuery & { promptTemplateId?: string } }>(
		'/users/:userId/conversations',
		{ schema: { querystring: pageSchema({ promptTemplateId: text }) } },
		async ({ params: { userId }, query }) => {
			const { state } = context;
			findUser(state, userId);
			const listed = state.conversations.filter(
				({ userId: owner, promptTemplateId }) =>
					owner === userId && (query.promptTemplateId ?? promptTemplateId) === promptTemplateId,
			);
			const heads = listed.map((conversation) => omit(conversation, 'userId', 'messages'));
			return pageOf(heads, query, 'conversations', state);
		},
	);

	app.get<{ Params: { userId: string; conversationId: string } }>(
		'/users/:userId/conversations/:conversationId',
		async ({ params: { userId, conversationId } }) => {
			const { state } = context;
			const found = state.conversations.find(
				({ id, userId: owner }) => id === conversationId && owner === userId,
			);
			if (!found) throw new ApiError(404, 'Conversation not found');
			return shown(found);
		},
	);

	const preference = '/users/:userId/organization-preference';

	// "Or null if no preference is set": the one answer whose form the document hints at.
	app.get<UserPath>(preference, async ({ params: { userId } }, reply) => {
		const { state } = context;
		findUser(state, userId);
		const organizationSlug = state.preferences[userId] ?? null;
		const answer = state.preferenceAnswer === 'slug' ? organizationSlug : { organizationSlug };
		return reply.type('application/json').send(JSON.stringify(answer));
	});

	app.put<UserPath & { Body: { organizationSlug: string } }>(
		preference,
		{ schema: { body: object({ organizationSlug: text }, ['organizationSlug']) } },
		async ({ params: { userId }, body: { organizationSlug } }) => {
			const { state } = context;
			findUser(state, userId);
			if (!state.organizations.includes(organizationSlug)) {
				throw new ApiError(400, 'The organization does not belong to the same partner');
			}
			state.preferences[userId] = organizationSlug;
			return { organizationSlug };
		},
	);
}

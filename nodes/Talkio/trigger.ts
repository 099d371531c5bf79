import { NodeApiError, type IDataObject } from 'n8n-workflow';

import type { Connection } from '../shared/http/connection';
import { listPages } from '../shared/records/lists';
import type { Page } from '../shared/records/pagination';
import { instantOf, timeOf } from '../shared/trigger/polling';
import { pollingTrigger } from '../shared/trigger/pollingTrigger';
import { choice, text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { conversation } from './conversation';
import { expiredUser } from './expiredUser';
import { organizationSlug } from './organizationSlug';
import { conversationIdOf, createdAt, userIdOf } from './records';
import { allUsers, userKind } from './userKind';

const forConversations = { events: ['conversationCreated'] };

/** Users at once whose conversations are read. */
const batchSize = 8;

/** The trigger's values that say which conversations are watched. */
interface ConversationValues {
	/** None for all users. */
	userId?: string;
	promptTemplate?: string;
}

async function* conversationsOf(
	connection: Connection,
	values: ConversationValues & { userId: string },
	from?: string,
): AsyncGenerator<Page> {
	const { userId } = values;
	for await (const page of listPages(
		connection,
		conversation.operations.getAll,
		{ ...values },
		{ from },
	)) {
		yield { ...page, records: page.records.map((record) => ({ userId, ...record })) };
	}
}

/** All conversations of one user; of one who has meanwhile gone there are none. */
async function allConversationsOf(
	connection: Connection,
	values: ConversationValues & { userId: string },
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	try {
		for await (const { records } of conversationsOf(connection, values)) {
			for (const record of records) found.push(record);
		}
	} catch (error) {
		if (!(error instanceof NodeApiError) || error.httpCode !== '404') throw error as Error;
	}
	return found;
}

/**
 * The conversations of all users, a few users at a time. A place in it is the page of users and how
 * many of that page are done, as in "3 16".
 */
async function* conversationsOfAll(
	connection: Connection,
	values: ConversationValues,
	from = '1 0',
): AsyncGenerator<Page> {
	let [page = '1', done = '0'] = from.split(' ');
	const users = listPages(connection, allUsers, {}, { from: page });
	for await (const { records, next } of users) {
		const ids = records.map(userIdOf).filter((id) => id !== undefined);
		let first = Number(done);
		do {
			const batch = ids.slice(first, first + batchSize);
			const found = await Promise.all(
				batch.map(async (userId) => await allConversationsOf(connection, { ...values, userId })),
			);
			first += batchSize;
			const following = first < ids.length ? `${page} ${first}` : next && `${next} 0`;
			yield { records: found.flat(), ...(following === undefined ? {} : { next: following }) };
		} while (first < ids.length);
		[page, done] = [next ?? page, '0'];
	}
}

/** A record without an ID is known by all it holds. */
const identityOf = (record: IDataObject, id: string | undefined, more: unknown) =>
	`${id ?? JSON.stringify(record)} ${String(instantOf(more) ?? '')}`;

/** The date tells a user who has come back from the one who was there before. */
const userIdentity = (record: IDataObject, date: unknown) =>
	identityOf(record, userIdOf(record), date);

const whichConversations = ({ userId, promptTemplate }: ConversationValues) => ({
	userId,
	promptTemplate,
});

/** New users, expired users and conversations: Talkio pushes nothing. */
export const talkioTrigger = pollingTrigger({
	events: {
		conversationCreated: {
			name: 'Conversation Created',
			description: 'A user started a conversation',
			list: {
				read: (connection, { values }, from) => {
					const { userId, promptTemplate } = whichConversations(values);
					return userId === undefined
						? conversationsOfAll(connection, { promptTemplate }, from)
						: conversationsOf(connection, { userId, promptTemplate }, from);
				},
				settings: whichConversations,
			},
			identity: (record) => identityOf(record, conversationIdOf(record), record.userId),
			time: (record) => timeOf(createdAt(record)),
		},
		// Without a time, though a user may have one: of someone who joins a second organization of
		// the same partner it can be long past.
		userCreated: {
			name: 'User Created',
			description: 'A user was created in the organization',
			list: allUsers,
			identity: (record) => userIdentity(record, createdAt(record)),
		},
		userExpired: {
			name: 'User Expired',
			description:
				'A user expired or was suspended. To make sure that access ends, delete the user.',
			list: expiredUser.operations.getAll,
			identity: (record) => userIdentity(record, record.expiredAt),
			time: ({ expiredAt }) => timeOf(expiredAt),
		},
	},
	defaultEvents: ['userCreated'],
	beginning: 'Include existing users and conversations',
	parameters: [
		choice(
			'conversationsOf',
			[
				{
					name: 'All Users',
					value: 'all',
					description: 'All users. Sends at least one request per user with every poll.',
				},
				{ name: 'One User', value: 'one', description: 'One user that you select' },
			],
			{
				default: 'one',
				when: forConversations,
				description: 'Users to watch for new conversations',
			},
		),
		pick(userKind, {
			when: { ...forConversations, conversationsOf: ['one'] },
			description: 'The user to watch',
		}),
	],
	options: [
		organizationSlug,
		text('promptTemplate', {
			placeholder: 'e.g. books-literature',
			description: 'Only return conversations that use this prompt template (slug)',
		}),
		choice('userType', [{ name: 'Any', value: '' }, 'facilitator', 'member'], {
			default: '',
			description: 'Only trigger User Created for this type of user',
		}),
	],
});

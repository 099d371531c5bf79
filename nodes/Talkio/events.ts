import {
	NodeApiError,
	type IDataObject,
	type INodeProperties,
	type IPollFunctions,
} from 'n8n-workflow';

import { listPages } from '../shared/list';
import { locatorValue } from '../shared/locator';
import type { Page } from '../shared/pagination';
import { fillPath } from '../shared/path';
import { timeOf, type PollSource } from '../shared/polling';
import type { Connection } from '../shared/request';
import { InvalidValue } from '../shared/values';
import { conversation } from './conversation';
import { expiredUser } from './expiredUser';
import { userLocator } from './locators';
import { conversationIdOf, createdAt, userIdOf } from './records';
import { user } from './user';

const conversationEvents = { events: ['conversationCreated'] };

const oneUser = userLocator('The user whose conversations to watch');

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Conversation Created',
				value: 'conversationCreated',
				description: 'A user began a conversation',
			},
			{
				name: 'User Created',
				value: 'userCreated',
				description: 'A user was added to the organization',
			},
			{
				name: 'User Expired',
				value: 'userExpired',
				description: 'A user expired or was suspended',
			},
		],
		default: ['userCreated'],
		description: 'The events that start the workflow',
	},
	{
		displayName: 'Conversations Of',
		name: 'conversationsOf',
		type: 'options',
		options: [
			{
				name: 'All Users',
				value: 'all',
				description: 'Takes a request for each user of the organization, again and again',
			},
			{ name: 'One User', value: 'one', description: 'Only those of the user you choose' },
		],
		default: 'one',
		displayOptions: { show: conversationEvents },
		description: 'Whose conversations to watch',
	},
	{
		default: { mode: 'list', value: '' },
		...oneUser,
		name: 'userId',
		displayOptions: { show: { ...conversationEvents, conversationsOf: ['one'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Prompt Template',
				name: 'promptTemplate',
				type: 'string',
				default: '',
				placeholder: 'e.g. books-literature',
				description: 'Only conversations of the template with this slug',
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'options',
				options: [
					{
						name: 'Beginning',
						value: 'beginning',
						description: 'Also the users and conversations that are there already',
					},
					{ name: 'Now', value: 'now', description: 'Only what happens from now on' },
				],
				default: 'now',
				description: 'What counts as new when polling starts',
			},
			{
				displayName: 'User Type',
				name: 'userType',
				type: 'options',
				options: [
					{ name: 'Any', value: '' },
					{ name: 'Facilitator', value: 'facilitator' },
					{ name: 'Member', value: 'member' },
				],
				default: '',
				description: 'Which users count for User Created',
			},
		],
	},
];

/** What the trigger's parameters ask for. */
interface Wanted {
	/** Empty for all users. */
	userId: string;
	userType: string;
	promptTemplate: string;
	fromBeginning: boolean;
}

/** Users at once whose conversations are read. */
const batchSize = 8;

async function* conversationsOf(
	connection: Connection,
	userId: string,
	promptTemplate: string,
	from?: string,
): AsyncGenerator<Page> {
	const { getAll } = conversation.operations;
	const request = {
		path: fillPath(getAll.path, { 'user-id': { value: userId, label: 'User' } }),
		...(promptTemplate === '' ? {} : { query: { promptTemplateId: promptTemplate } }),
	};
	for await (const page of listPages(connection, getAll, request, from)) {
		yield { ...page, records: page.records.map((record) => ({ userId, ...record })) };
	}
}

/** All conversations of one user; of one who has meanwhile gone there are none. */
async function allConversationsOf(
	connection: Connection,
	userId: string,
	promptTemplate: string,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	try {
		for await (const { records } of conversationsOf(connection, userId, promptTemplate)) {
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
	promptTemplate: string,
	from = '1 0',
): AsyncGenerator<Page> {
	let [page = '1', done = '0'] = from.split(' ');
	for await (const { records, next } of listPages(connection, user.operations.getAll, {}, page)) {
		const ids = records.map(userIdOf).filter((id) => id !== undefined);
		let first = Number(done);
		do {
			const batch = ids.slice(first, first + batchSize);
			const found = await Promise.all(
				batch.map(async (id) => await allConversationsOf(connection, id, promptTemplate)),
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
	`${id ?? JSON.stringify(record)} ${String(more ?? '')}`;

/** The date tells a user who has come back from the one who was there before. */
const userIdentity = (record: IDataObject, date: unknown) =>
	identityOf(record, userIdOf(record), date);

const sources: Record<string, (wanted: Wanted) => Omit<PollSource, 'name' | 'fromBeginning'>> = {
	conversationCreated: ({ userId, promptTemplate }) => ({
		settings: { userId, promptTemplate },
		read: (connection, from) =>
			userId === ''
				? conversationsOfAll(connection, promptTemplate, from)
				: conversationsOf(connection, userId, promptTemplate, from),
		identity: (record) => identityOf(record, conversationIdOf(record), record.userId),
		time: (record) => timeOf(createdAt(record)),
	}),
	// Without a time, though a user may have one: of someone who joins a second organization of the
	// same partner it can be long past.
	userCreated: ({ userType }) => ({
		settings: { userType },
		read: (connection, from) =>
			listPages(
				connection,
				user.operations.getAll,
				userType === '' ? {} : { query: { userType } },
				from,
			),
		identity: (record) => userIdentity(record, createdAt(record)),
	}),
	userExpired: () => ({
		settings: {},
		read: (connection, from) => listPages(connection, expiredUser.operations.getAll, {}, from),
		identity: (record) => userIdentity(record, record.expiredAt),
		time: ({ expiredAt }) => timeOf(expiredAt),
	}),
};

function read(context: IPollFunctions, events: readonly unknown[]): Wanted {
	const value = (name: string): unknown => context.getNodeParameter(name, undefined);
	const options = (value('options') ?? {}) as IDataObject;
	const text = (given: unknown) => (typeof given === 'string' ? given.trim() : '');
	const needsUser = events.includes('conversationCreated') && value('conversationsOf') !== 'all';
	const userId = needsUser ? locatorValue(oneUser, value('userId')) : '';
	if (userId === undefined) {
		throw new InvalidValue('User is empty: choose one, or set Conversations Of to All Users');
	}
	return {
		userId: String(userId),
		userType: text(options.userType),
		promptTemplate: text(options.promptTemplate),
		fromBeginning: options.startFrom === 'beginning',
	};
}

/**
 * One source for each event that the trigger's parameters ask for.
 *
 * @throws InvalidValue, InvalidLocator for parameters that cannot be used
 */
export function talkioEvents(context: IPollFunctions): PollSource[] {
	const given: unknown = context.getNodeParameter('events', []);
	const events = Array.isArray(given) ? given : [];
	const wanted = read(context, events);
	return events.map((event) => {
		const name = String(event);
		const source = sources[name];
		if (!source) throw new InvalidValue(`Trigger On has no "${name}": choose from its list`);
		return { name, fromBeginning: wanted.fromBeginning, ...source(wanted) };
	});
}

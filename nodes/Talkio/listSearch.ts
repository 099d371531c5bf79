import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
} from 'n8n-workflow';

import { locatorValue } from '../shared/locator';
import { fillPath } from '../shared/path';
import type { Request } from '../shared/request';
import { listSearch, type Picker } from '../shared/search';
import { talkioApi } from './api';
import { conversation } from './conversation';
import { expiredUser } from './expiredUser';
import { userLocator } from './locators';
import { conversationIdOf, createdAt, userIdOf } from './records';
import { user } from './user';

const item = (id: string | undefined, ...names: unknown[]): INodeListSearchItems | undefined => {
	const name = names.find((one) => typeof one === 'string' && one !== '') as string | undefined;
	return id === undefined ? undefined : { name: name ?? id, value: id };
};

const namedUser = (record: IDataObject) =>
	item(userIdOf(record), record.userName, record.name, record.email);

const namedConversation = (record: IDataObject) =>
	item(conversationIdOf(record), record.title, record.name, createdAt(record));

/** The request for the conversations of the user that the node's parameters name. */
function ofChosenUser(context: ILoadOptionsFunctions): Partial<Request> {
	const userId = locatorValue(userLocator(''), context.getCurrentNodeParameter('userId'));
	if (userId === undefined || String(userId).startsWith('=')) {
		throw new NodeOperationError(
			context.getNode(),
			'Choose a User first to see the conversations, or give the conversation by its ID',
		);
	}
	const { path } = conversation.operations.getAll;
	return { path: fillPath(path, { 'user-id': { value: userId, label: 'User' } }) };
}

const users: Picker = { operation: user.operations.getAll, item: namedUser };

const expiredUsers: Picker = { operation: expiredUser.operations.getAll, item: namedUser };

const conversations: Picker = {
	operation: conversation.operations.getAll,
	item: namedConversation,
	request: ofChosenUser,
};

export const searchUsers = listSearch(talkioApi, users);

export const searchExpiredUsers = listSearch(talkioApi, expiredUsers);

export const searchConversations = listSearch(talkioApi, conversations);

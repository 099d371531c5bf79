import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { locatorValue } from '../shared/locator';
import { fillPath } from '../shared/path';
import { listSearch, loadOptions, type Picker } from '../shared/search';
import { accessKey } from './accessKey';
import { agent } from './agent';
import { voipbinApi } from './api';
import { channel } from './channel';
import { chat } from './chat';
import { isDeleted } from './deleted';
import { file } from './file';
import { chatLocator } from './locators';
import { message } from './message';
import { participant } from './participant';

/** Characters of a message that a list shows. */
const maxText = 60;

const day = (time: unknown) => String(time ?? '').slice(0, 10);

const choice =
	(nameOf: (record: IDataObject) => unknown) =>
	(record: IDataObject): INodeListSearchItems | undefined =>
		record.id === undefined
			? undefined
			: { name: String(nameOf(record) || record.id), value: String(record.id) };

/** Direct chats have no name. */
const chatName = ({ name, type, tm_create }: IDataObject) =>
	name || `${String(type || 'chat')} of ${day(tm_create)}`;

const agentName = ({ name, username }: IDataObject) => name || username;

const agents: Picker = { operation: agent.operations.getAll, item: choice(agentName) };

const anyChat = chatLocator('');

/** The chat that the node's parameter names; lists of what is in it cannot be shown without. */
function currentChat(context: ILoadOptionsFunctions): string {
	const chatId = locatorValue(anyChat, context.getCurrentNodeParameter('chatId'));
	if (chatId !== undefined) return String(chatId);
	throw new NodeOperationError(
		context.getNode(),
		'Choose a Chat first: the list shows what is in it',
	);
}

function messageName({ text, medias, tm_create }: IDataObject): string {
	const words =
		String(text ?? '').trim() || (Array.isArray(medias) ? `${medias.length} attachments` : '');
	const characters = [...words.replace(/\s+/g, ' ')];
	const short =
		characters.length > maxText ? `${characters.slice(0, maxText).join('')}…` : characters.join('');
	const minute = String(tm_create ?? '')
		.slice(0, 16)
		.replace('T', ' ');
	return `${short} (${minute})`;
}

export const searchChats = listSearch(voipbinApi, {
	operation: chat.operations.getAll,
	item: choice(chatName),
});

export const searchChannels = listSearch(voipbinApi, {
	operation: channel.operations.getAll,
	item: choice(chatName),
});

export const searchMessages = listSearch(voipbinApi, {
	operation: message.operations.getAll,
	request: (context) => ({ query: { chat_id: currentChat(context) } }),
	item: (record) => (isDeleted(record) ? undefined : choice(messageName)(record)),
});

/** Participants carry only the ID of their agent: the names are those of the list of agents. */
export async function searchParticipants(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const operation = participant.operations.getAll;
	const chosen = { value: currentChat(this), label: 'Chat' };
	const path = fillPath(operation.path, { chat_id: chosen });
	const names = new Map(
		(await getAgents.call(this)).map(({ name, value }): [unknown, string] => [value, name]),
	);
	const participants: Picker = {
		operation,
		request: () => ({ path }),
		item: choice(({ owner_id }) => names.get(owner_id) ?? owner_id),
	};
	return await listSearch(voipbinApi, participants).call(this, filter);
}

export const searchAgents = listSearch(voipbinApi, agents);

export const getAgents = loadOptions(voipbinApi, agents);

export const searchFiles = listSearch(voipbinApi, {
	operation: file.operations.getAll,
	item: choice(({ name, filename }) => name || filename),
});

export const searchAccessKeys = listSearch(voipbinApi, {
	operation: accessKey.operations.getAll,
	item: choice(({ name, token_prefix }) => name || token_prefix),
});

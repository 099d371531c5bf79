import type { IDataObject } from 'n8n-workflow';

/** What a chat is called in a picker: direct chats have no name. */
export const chatTitle = ({ name, type, tm_create }: IDataObject): unknown =>
	name || `${type === 'direct' ? 'Direct chat' : 'Chat'} (${String(tm_create ?? '').slice(0, 10)})`;

import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { connect, type Connection, type Context } from '../shared/http/connection';
import { send } from '../shared/http/send';
import { perform } from '../shared/records/perform';
import { account } from './account';
import { agent } from './agent';
import { voipbinApi } from './api';
import { proofOf } from './authentication';

/** All that `PUT /customer` takes, and empties when it is left out. */
const writable = [
	'name',
	'detail',
	'email',
	'phone_number',
	'address',
	'webhook_method',
	'webhook_uri',
] as const;

/** Where VoIPBin sends the events of an account; both are empty when it sends none. */
export interface Webhook {
	uri: string;
	method: string;
}

/** What a trigger needs to know of the account. */
export interface Account {
	webhook: Webhook;
	/** Signs the events; empty when the server is too old to have one. */
	secret: string;
	/** Every field of it, to be written back. */
	record: IDataObject;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The connection of a trigger to the account of its credential. */
export const connectToAccount = async (context: Context): Promise<Connection> =>
	await connect(context, voipbinApi);

/**
 * Reads the account.
 *
 * @throws NodeApiError; NodeOperationError when the answer holds no account
 */
export async function readAccount(connection: Connection): Promise<Account> {
	const { records } = await perform(connection, account.operations.get, {});
	const record = records[0] as IDataObject;
	// Written back, an empty record would empty the account.
	if (text(record.id) === '') {
		throw new NodeOperationError(
			connection.context.getNode(),
			"Couldn't read the VoIPBin account, so nothing was changed. Check the Base URL in the credential.",
		);
	}
	return {
		webhook: { uri: text(record.webhook_uri), method: text(record.webhook_method) },
		secret: text(record.webhook_secret),
		record,
	};
}

/**
 * Changes where the account sends its events, and nothing else.
 *
 * @returns the account as it is afterwards
 * @throws NodeApiError; NodeOperationError when VoIPBin did not keep the change
 */
export async function writeWebhook(
	connection: Connection,
	{ record }: Account,
	{ uri, method }: Webhook,
): Promise<Account> {
	const merged: IDataObject = { ...record, webhook_uri: uri, webhook_method: method };
	const body = Object.fromEntries(writable.map((field) => [field, text(merged[field])]));
	await send(connection, { method: 'PUT', path: '/customer', body });
	const changed = await readAccount(connection);
	if (changed.webhook.uri !== uri) {
		throw new NodeOperationError(
			connection.context.getNode(),
			"VoIPBin didn't save the webhook URL. Check the account and publish the workflow again.",
		);
	}
	return changed;
}

/**
 * The ID of the credential's agent; empty for an access key, which belongs to none.
 *
 * @throws NodeApiError
 */
export async function readAgentId(connection: Connection): Promise<string> {
	if (proofOf(connection.credentials).kind === 'accessKey') return '';
	const { records } = await perform(connection, agent.operations.getCurrent, {});
	return text((records[0] as IDataObject).id);
}

import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { withNote } from '../shared/http/errors';
import { InvalidValue } from '../shared/parameters/errors';
import type { Operation, OperationContext, OperationResult } from '../shared/vendor/operation';
import type { Values } from '../shared/vendor/values';
import { expiredUser } from './expiredUser';
import { missingAs } from './missing';
import { userIdOf } from './records';
import { settings, userSettings } from './userSettings';

/** Statuses that refuse a new user for what it is, and not the credential or the load. */
const refusesUser = new Set(['400', '404', '409', '422', '500']);

async function createUser(
	{ perform, values }: OperationContext,
	create: Operation,
): Promise<IDataObject> {
	try {
		return ((await perform(create, values))[0] ?? {}) as IDataObject;
	} catch (error) {
		const isRefused = error instanceof NodeApiError && refusesUser.has(String(error.httpCode));
		throw withNote(
			error,
			isRefused ? 'If another run has just created the user, run this again to update it.' : '',
		);
	}
}

/** Changes the user's settings, where there are any. */
async function applySettings(
	{ perform, values }: OperationContext,
	userId: string,
	happened: string,
): Promise<void> {
	const given = settings.filter(({ name }) => name in values);
	if (given.length === 0) return;
	const changes: Values = Object.fromEntries(given.map(({ name }) => [name, values[name]]));
	try {
		await perform(userSettings.operations.update, { ...changes, userId });
	} catch (error) {
		throw withNote(error, `The user was ${happened}, but the settings weren't changed.`);
	}
}

/** What there is to do for a user. */
interface UserOperations {
	create: Operation;
	get: Operation;
	update: Operation;
}

/**
 * Creates the user, or changes it if there is one with this ID, and applies the settings.
 *
 * @returns the user with `created`, or nothing for an expired one that is skipped
 * @throws NodeApiError whose message says what was done before it
 */
export async function upsertUser(
	context: OperationContext,
	operations: UserOperations,
): Promise<OperationResult> {
	const { perform, skip, values } = context;
	const userId = String(values.id);
	const [found] = await missingAs([], perform(operations.get, { userId }));
	if (found) {
		const foundId = userIdOf(found as IDataObject);
		if (foundId !== undefined && foundId !== userId) {
			throw new InvalidValue(
				`User ID is the email address of the user "${foundId}". Enter that ID`,
			);
		}
		const [changed] = await perform(operations.update, { ...values, userId });
		await applySettings(context, userId, 'updated');
		return [{ json: { id: userId, ...(changed as IDataObject), created: false } }];
	}
	const [expired] = await missingAs([], perform(expiredUser.operations.get, { userId }));
	if (expired) {
		if (values.ifUserHasExpired === 'skip') return skip('the user has expired');
		if (values.ifUserHasExpired === 'return') {
			return [{ json: { ...(expired as IDataObject), created: false, expired: true } }];
		}
		throw new InvalidValue(
			`The user "${userId}" has expired. Select what to do in Options > If User Has Expired`,
		);
	}
	const created = await createUser(context, operations.create);
	await applySettings(context, userId, 'created');
	return [{ json: { id: userId, ...created, created: true } }];
}

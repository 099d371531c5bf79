import type { IDataObject } from 'n8n-workflow';

import { body, optional, path, type Field, type Resource } from '../shared/operation';
import { paged } from './lists';
import { accessKeyLocator } from './locators';

const name: Field = {
	displayName: 'Name',
	type: 'string',
	placeholder: 'e.g. Nightly export',
	description: 'What the access key is called',
};

const detail: Field = {
	displayName: 'Detail',
	type: 'string',
	placeholder: 'e.g. For the reporting server',
	description: 'What the access key is for',
};

const daySeconds = 86_400;

export const accessKey = {
	name: 'Access Key',
	description: 'Keys for the account; Talk does not take them',
	operations: {
		create: {
			name: 'Create',
			action: 'Create access key',
			description: 'Create an access key; its token is returned now and never again',
			method: 'POST',
			path: '/accesskeys',
			parameters: [
				body('expire', {
					displayName: 'Expires In',
					type: 'number',
					typeOptions: { minValue: daySeconds, numberPrecision: 0 },
					default: 365 * daySeconds,
					required: true,
					description: 'Seconds for which the access key is valid, at least 86400 (one day)',
				}),
				optional(body('name', name)),
				optional(body('detail', detail)),
			],
			check: (value) =>
				Number(value('expire')) < daySeconds
					? 'Expires In must be at least 86400 seconds, which is one day'
					: undefined,
		},
		delete: {
			name: 'Delete',
			action: 'Delete access key',
			description: 'Delete an access key; whoever uses it is shut out at once',
			method: 'DELETE',
			path: '/accesskeys/{access_key_id}',
			parameters: [path('access_key_id', accessKeyLocator('The access key to delete'))],
			deletes: true,
		},
		get: {
			name: 'Get',
			action: 'Get access key',
			description: 'Retrieve one access key without its token',
			method: 'GET',
			path: '/accesskeys/{access_key_id}',
			parameters: [path('access_key_id', accessKeyLocator('The access key to retrieve'))],
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many access keys',
			description: 'Retrieve the access keys of the account without their tokens',
			method: 'GET',
			path: '/accesskeys',
			...paged,
		},
		update: {
			name: 'Update',
			action: 'Update access key',
			description: 'Change the name or the detail of an access key',
			method: 'PUT',
			path: '/accesskeys/{access_key_id}',
			parameters: [
				path('access_key_id', accessKeyLocator('The access key to change')),
				optional(body('name', name), 'updateFields'),
				optional(body('detail', detail), 'updateFields'),
			],
			// VoIPBin empties the one that is left out.
			run: async ({ request, send, records }) => {
				const change = request();
				const { body: current } = await send({ method: 'GET', path: change.path });
				const { name = '', detail = '' } = (current ?? {}) as IDataObject;
				const merged = { ...change, body: { name, detail, ...(change.body as IDataObject) } };
				return records(await send(merged), merged).map((json) => ({ json }));
			},
		},
	},
} satisfies Resource;

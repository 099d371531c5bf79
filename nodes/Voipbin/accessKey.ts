import type { IDataObject } from 'n8n-workflow';

import { deleted } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { number, text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';

/** An access key of the account. */
const accessKeyKind = recordKind({
	name: 'Access Key',
	wire: 'access_key_id',
	example: '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc',
	list: (): Operation => accessKey.operations.getAll,
	title: ({ name, token_prefix }) => name || token_prefix,
});

const labels = [
	text('name', {
		placeholder: 'e.g. Nightly export',
		description: 'Name of the access key',
	}),
	text('detail', {
		placeholder: 'e.g. For the reporting server',
		description: 'Description of the access key',
	}),
];

const daySeconds = 86_400;

export const accessKey = {
	name: 'Access Key',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create access key',
			description: 'Create an access key. The token is only returned once.',
			request: 'POST /accesskeys',
			parameters: [
				number('expire', {
					displayName: 'Expires In (Days)',
					name: 'expiresInDays',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 365,
					required: true,
					description: 'Number of days the access key is valid',
					convert: (days: number) => days * daySeconds,
				}),
			],
			additionalFields: labels,
			check: ({ expiresInDays = 0 }) =>
				expiresInDays < daySeconds ? 'Expires In (Days) must be at least 1' : undefined,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete access key',
			description: 'Delete an access key. It stops working immediately.',
			request: 'DELETE /accesskeys/{access_key_id}',
			parameters: [pick(accessKeyKind, { description: 'The access key to delete' })],
			answer: deleted(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get access key',
			description: 'Get an access key, without its token',
			request: 'GET /accesskeys/{access_key_id}',
			parameters: [pick(accessKeyKind, { description: 'The access key to get' })],
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many access keys',
			description: "Get many of the account's access keys, without their tokens",
			request: 'GET /accesskeys',
			...paged,
		}),
		update: operation({
			name: 'Update',
			action: 'Update access key',
			description: 'Update an access key',
			request: 'PUT /accesskeys/{access_key_id}',
			parameters: [pick(accessKeyKind, { description: 'The access key to update' })],
			updateFields: labels,
			// VoIPBin empties the one that is left out.
			run: async ({ perform, records, request }) => {
				const [current] = await perform(accessKey.operations.get);
				const { name = '', detail = '' } = current as IDataObject;
				const change = request();
				const body = { name, detail, ...(change.body as IDataObject) };
				return (await records({ ...change, body })).map((json) => ({ json }));
			},
		}),
	},
} satisfies Resource;

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
		description: 'What the access key is for',
	}),
];

const daySeconds = 86_400;

export const accessKey = {
	name: 'Access Key',
	description: "API keys for the account. They can't be used for chats and messages.",
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create access key',
			description: 'Create an access key. The token is only returned once.',
			request: 'POST /accesskeys',
			parameters: [
				number('expire', {
					displayName: 'Expires In',
					typeOptions: { minValue: daySeconds, numberPrecision: 0 },
					default: 365 * daySeconds,
					required: true,
					description: 'Seconds for which the access key is valid, at least 86400 (one day)',
				}),
			],
			additionalFields: labels,
			check: ({ expire = 0 }) =>
				expire < daySeconds ? 'Expires In must be at least 1 day' : undefined,
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
			description: 'Retrieve one access key without its token',
			request: 'GET /accesskeys/{access_key_id}',
			parameters: [pick(accessKeyKind, { description: 'The access key to retrieve' })],
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many access keys',
			description: 'Retrieve the access keys of the account without their tokens',
			request: 'GET /accesskeys',
			...paged,
		}),
		update: operation({
			name: 'Update',
			action: 'Update access key',
			description: 'Update an access key',
			request: 'PUT /accesskeys/{access_key_id}',
			parameters: [pick(accessKeyKind, { description: 'The access key to change' })],
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

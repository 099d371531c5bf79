import { list } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { text } from '../shared/vendor/parameter';
import { recordKind } from '../shared/vendor/recordKind';
import { listIn } from './lists';

/** Stands for the client that the API key belongs to, as `/customers/me` does for the customer. */
export const ownClient = 'me';

/** A client of the customer account. */
export const clientKind = recordKind({
	name: 'Client',
	wire: 'client_id',
	example: '3f2b8c1e-9a4d-4c57-8e11-5d0a6b7c9f24',
	list: (): Operation => client.operations.getAll,
	title: ({ name }) => name,
});

/** Whose rooms are meant: a client's, or those of the own one, which no list names. */
export const roomClientKind = recordKind({
	...clientKind,
	key: 'Room Client',
	always: [{ name: 'My Own Client', value: ownClient }],
});

export const client = {
	name: 'Client',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create client',
			description: 'Create a client in your customer account',
			request: 'POST /clients',
			parameters: [
				text('name', {
					required: true,
					placeholder: 'e.g. John Doe',
					description: 'Name of the client',
				}),
			],
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many clients',
			description: 'Get many clients of your customer account',
			request: 'GET /clients',
			answer: list(listIn('clients')),
			pagination: onePage,
		}),
	},
} satisfies Resource;

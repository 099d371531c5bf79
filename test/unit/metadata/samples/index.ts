import {
	NodeConnectionTypes,
	type ICredentialType,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import {
	describeCredentials,
	describeResources,
} from '../../../../nodes/shared/action/description';
import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';
import { onePage } from '../../../../nodes/shared/vendor/pagination';
import { choice, number, text } from '../../../../nodes/shared/vendor/parameter';
import { pick, pickMany, recordKind } from '../../../../nodes/shared/vendor/recordKind';
import type { CredentialSubject, NodeSubject } from '../subjects';

const getGuests: Operation = operation({
	name: 'Get Many',
	action: 'Get many guests',
	description: 'Get the guests',
	request: 'GET /guests',
	pagination: onePage,
});

const guestKind = recordKind({
	name: 'Guest',
	wire: 'guest_id',
	example: '42',
	list: () => getGuests,
	title: ({ name }) => name,
});

/** Operations of a vendor that does not exist: everything the rules look at, and nothing wrong. */
const createApi = (): Api => ({
	name: 'Sample',
	documentationUrl: 'https://example.com/docs',
	credential: 'sampleApi',
	secrets: ['token'],
	baseUrl: () => 'https://example.com',
	concurrency: 4,
	resources: {
		room: {
			name: 'Room',
			operations: {
				create: operation({
					name: 'Create',
					action: 'Create room',
					description: 'Open a room',
					request: 'POST /rooms',
					parameters: [
						text('name', {
							required: true,
							placeholder: 'e.g. Lobby',
							description: 'What the room is called. Guests see it.',
						}),
						pickMany(guestKind, 'guest_ids', 'Who comes in'),
					],
					additionalFields: [
						choice(
							'access',
							[
								{ name: 'Anyone', value: 'anyone' },
								{ name: 'Invited', value: 'invited', description: 'Only who has a link' },
							],
							{ default: 'anyone', description: 'Who may come in' },
						),
						number('seats', {
							typeOptions: { minValue: 1, maxValue: 9 },
							default: 5,
							description: 'How many people fit in',
						}),
					],
				}),
				getAll: operation({
					name: 'Get Many',
					action: 'Get many rooms',
					description: 'Get the rooms',
					request: 'GET /rooms',
					parameters: [pick(guestKind, { description: 'The guest to list rooms of' })],
					pagination: onePage,
					output: { fields: ['id', 'name'], simplified: ['id'] },
				}),
			},
		},
		guest: { name: 'Guest', credential: 'sampleGuestApi', operations: { getAll: getGuests } },
	},
});

const packageName = 'n8n-nodes-sample';
const icon = { light: 'file:light.svg', dark: 'file:dark.svg' } as const;
const links = [{ url: 'https://example.com/docs' }];

const subject = (description: INodeTypeDescription): NodeSubject & { codex: object } => ({
	className: 'Sample',
	folder: __dirname,
	node: { description },
	codex: {
		node: `${packageName}.${description.name}`,
		nodeVersion: `${String(description.version)}.0`,
		codexVersion: '1.0',
		categories: ['Communication'],
		resources: { primaryDocumentation: links, credentialDocumentation: links },
	},
	packageName,
	credentials: ['sampleApi', 'sampleGuestApi'],
});

/** An action node without a flaw; each call gives its own, to be changed freely. */
export function sampleAction(): NodeSubject {
	const api = createApi();
	const action = subject({
		displayName: 'Sample',
		name: 'sample',
		icon,
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"]}}',
		description: 'Works with rooms and guests',
		defaults: { name: 'Sample' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(api),
		properties: structuredClone(describeResources(api)),
	});
	const methods: INodeType['methods'] = {
		listSearch: { searchGuests: async () => ({ results: [] }) },
		loadOptions: { getGuests: async () => [] },
	};
	return { ...action, node: { ...action.node, methods }, api };
}

/** A trigger node without a flaw. */
export const sampleTrigger = (): NodeSubject =>
	subject({
		displayName: 'Sample Trigger',
		name: 'sampleTrigger',
		icon,
		group: ['trigger'],
		version: 2,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when someone comes in',
		defaults: { name: 'Sample Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: [{ name: 'Guest Came', value: 'guest_came' }],
				default: ['guest_came'],
				description: 'The events that start the workflow',
			},
		],
	});

/** A credential without a flaw. */
export function sampleCredential(): CredentialSubject {
	const credential: ICredentialType = {
		name: 'sampleApi',
		displayName: 'Sample API',
		icon,
		documentationUrl: 'https://example.com/docs',
		properties: [
			{
				displayName: 'Token',
				name: 'token',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'The token in the settings of your account',
			},
		],
		authenticate: async (_credentials, options) => options,
		test: { request: { baseURL: 'https://example.com', url: '/me' } },
	};
	return { className: 'SampleApi', folder: __dirname, credential };
}

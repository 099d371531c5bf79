import {
	NodeConnectionTypes,
	type ICredentialType,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import { describeCredentials, describeResources } from '../../../../nodes/shared/action/description';
import { locator } from '../../../../nodes/shared/parameters/locator';
import { body, optional, query } from '../../../../nodes/shared/vendor/operation';
import type { CredentialSubject, NodeSubject } from '../subjects';

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
				create: {
					name: 'Create',
					action: 'Create room',
					description: 'Open a room',
					method: 'POST',
					path: '/rooms',
					parameters: [
						body('name', {
							displayName: 'Name',
							type: 'string',
							required: true,
							placeholder: 'e.g. Lobby',
							description: 'What the room is called. Guests see it.',
						}),
						body('guest_ids', {
							displayName: 'Guest Names or IDs',
							type: 'multiOptions',
							typeOptions: { loadOptionsMethod: 'getGuests' },
							description:
								'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						}),
						optional(
							body('access', {
								displayName: 'Access',
								type: 'options',
								options: [
									{ name: 'Anyone', value: 'anyone' },
									{ name: 'Invited', value: 'invited', description: 'Only who has a link' },
								],
								default: 'anyone',
								description: 'Who may come in',
							}),
						),
						optional(
							body('seats', {
								displayName: 'Seats',
								type: 'number',
								typeOptions: { minValue: 1, maxValue: 9 },
								default: 5,
								description: 'How many people fit in',
							}),
						),
					],
				},
				getAll: {
					name: 'Get Many',
					action: 'Get many rooms',
					description: 'Retrieve the rooms',
					method: 'GET',
					path: '/rooms',
					parameters: [
						query(
							'guest_id',
							locator({
								displayName: 'Guest',
								search: 'searchGuests',
								idPlaceholder: 'e.g. 42',
							}),
						),
					],
					pagination: { style: 'none' },
					shape: { fields: ['id', 'name'], simplified: ['id'] },
				},
			},
		},
		guest: {
			name: 'Guest',
			credential: 'sampleGuestApi',
			operations: {
				getAll: {
					name: 'Get Many',
					action: 'Get many guests',
					description: 'Retrieve the guests',
					method: 'GET',
					path: '/guests',
					pagination: { style: 'none' },
				},
			},
		},
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
		subcategories: { AI: ['Tools'] },
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

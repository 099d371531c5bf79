import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { lintDescriptions } from './lintDescriptions';
import { choices, everyProperty } from './properties';
import { credentialRules, nodeRules, operationRules } from './rules';
import { sampleAction, sampleCredential, sampleTrigger } from './samples';
import type { NodeSubject } from './subjects';

/** A flaw put into a sample, and the words by which its rule must name it. */
interface Case<T> {
	rule: string;
	flaw: string;
	sample?: () => T;
	spoil: (subject: T) => void;
	says: string;
}

function property({ node }: NodeSubject, name: string): INodeProperties {
	const found = everyProperty(node.description.properties).find(
		(located) => located.property.name === name,
	);
	if (!found) throw new Error(`The sample has no property ${name}`);
	return found.property;
}

function operation(subject: NodeSubject, value: string): INodePropertyOptions {
	const pickers = subject.node.description.properties.filter(({ name }) => name === 'operation');
	const found = pickers.flatMap(choices).find((choice) => choice.value === value);
	if (!found) throw new Error(`The sample has no operation ${value}`);
	return found;
}

const allNodeRules = { ...nodeRules, ...operationRules };

const nodeCases: Array<Case<NodeSubject>> = [
	{
		rule: 'action texts are unique and well-formed',
		flaw: 'an action twice',
		spoil: (subject) => (operation(subject, 'create').action = 'Get many rooms'),
		says: 'room getAll: "Get many rooms" is the action of room create as well',
	},
	{
		rule: 'action texts are unique and well-formed',
		flaw: 'an article',
		spoil: (subject) => (operation(subject, 'create').action = 'Create a room'),
		says: 'has an article',
	},
	{
		rule: 'action texts are unique and well-formed',
		flaw: 'a period',
		spoil: (subject) => (operation(subject, 'create').action = 'Create room.'),
		says: 'does not end with a word',
	},
	{
		rule: 'action texts are unique and well-formed',
		flaw: 'lower case',
		spoil: (subject) => (operation(subject, 'create').action = 'create room'),
		says: 'does not begin as a sentence',
	},
	{
		rule: 'action texts are unique and well-formed',
		flaw: 'no action',
		spoil: (subject) => delete operation(subject, 'create').action,
		says: 'room create has no action text',
	},
	{
		rule: 'lists are called Get Many',
		flaw: 'another name',
		spoil: (subject) => (operation(subject, 'getAll').name = 'List'),
		says: 'is called "List" instead of "Get Many"',
	},
	{
		rule: 'lists are called Get Many',
		flaw: 'another value',
		spoil: (subject) => (operation(subject, 'getAll').value = 'getMany'),
		says: 'is called "Get Many" but its value is not getAll',
	},
	{
		rule: 'lists are called Get Many',
		flaw: 'another action',
		spoil: (subject) => (operation(subject, 'getAll').action = 'List rooms'),
		says: 'does not begin with "Get many"',
	},
	{
		rule: 'lists are called Get Many',
		flaw: '"all" in a description',
		spoil: (subject) => (operation(subject, 'getAll').description = 'Retrieve all rooms'),
		says: 'says "all"',
	},
	{
		rule: 'lists have Return All and Limit',
		flaw: 'another default limit',
		spoil: (subject) => (property(subject, 'limit').default = 100),
		says: "room getAll: limit differs from n8n's wording, type or default",
	},
	{
		rule: 'lists have Return All and Limit',
		flaw: 'another description',
		spoil: (subject) => (property(subject, 'returnAll').description = 'Whether to return all'),
		says: "room getAll: returnAll differs from n8n's wording, type or default",
	},
	{
		rule: 'lists have Return All and Limit',
		flaw: 'a limit that is always visible',
		spoil: (subject) => delete property(subject, 'limit').displayOptions?.show?.returnAll,
		says: 'shows Limit although Return All is on',
	},
	{
		rule: 'lists have Return All and Limit',
		flaw: 'no Return All',
		spoil: (subject) => (property(subject, 'returnAll').name = 'everything'),
		says: 'room getAll has no Return All',
	},
	{
		rule: 'operations have their own fields',
		flaw: 'a field that another operation shows as well',
		spoil: (subject) =>
			property(subject, 'guestId').displayOptions?.show?.operation?.push('create'),
		says: 'room create: guestId is visible but not declared',
	},
	{
		rule: 'operations have their own fields',
		flaw: 'a field that is shown for another resource',
		spoil: (subject) => property(subject, 'guestId').displayOptions?.show?.resource?.push('guest'),
		says: 'guest getAll: guestId is visible but not declared',
	},
	{
		rule: 'operations have their own fields',
		flaw: 'a field that is never shown',
		spoil: (subject) => (property(subject, 'name').displayOptions = { show: { operation: ['x'] } }),
		says: 'room create: name is declared but never visible',
	},
	{
		rule: 'operations have their own fields',
		flaw: 'an optional field less',
		spoil: (subject) => property(subject, 'additionalFields').options?.pop(),
		says: 'room create: additionalFields holds access instead of access,seats',
	},
	{
		rule: 'operations have their own fields',
		flaw: 'an operation that is not offered',
		spoil: (subject) => (operation(subject, 'create').value = 'open'),
		says: 'room create is declared but not offered',
	},
	{
		rule: 'operations ask for their own credential',
		flaw: 'a credential too many',
		spoil: (subject) => delete subject.node.description.credentials?.[0]?.displayOptions,
		says: 'guest getAll asks for sampleApi and sampleGuestApi instead of sampleGuestApi',
	},
	{
		rule: 'fields and operations have descriptions',
		flaw: 'a field without description',
		spoil: (subject) => delete property(subject, 'access').description,
		says: 'room create: additionalFields.access has no description',
	},
	{
		rule: 'fields and operations have descriptions',
		flaw: 'an operation without description',
		spoil: (subject) => delete operation(subject, 'create').description,
		says: 'create has no description',
	},
	{
		rule: 'descriptions are well-formed',
		flaw: 'a period after one sentence',
		spoil: (subject) => (property(subject, 'seats').description = 'How many fit, e.g. five.'),
		says: 'has one sentence and a final period',
	},
	{
		rule: 'descriptions are well-formed',
		flaw: 'no period after the third sentence',
		spoil: (subject) => (property(subject, 'seats').description = 'One. Two. Three'),
		says: 'has several sentences but no final period',
	},
	{
		rule: 'descriptions are well-formed',
		flaw: 'lower case in a choice',
		spoil: (subject) => {
			const [, invited] = choices(property(subject, 'access'));
			if (invited) invited.description = 'only who has a link';
		},
		says: 'begins in lower case',
	},
	{
		rule: 'descriptions are well-formed',
		flaw: 'white space in the description of the node',
		spoil: ({ node }) => (node.description.description = 'Works  with rooms'),
		says: 'has needless white space',
	},
	{
		rule: 'texts are plain English',
		flaw: 'a turn of phrase that is banned',
		spoil: (subject) => (property(subject, 'seats').description = 'What the vendor gives'),
		says: 'seats: "What the vendor gives" says "the vendor" instead of the name of the service',
	},
	{
		rule: 'texts are plain English',
		flaw: 'a long sentence in a tooltip',
		spoil: (subject) =>
			(property(subject, 'seats').description = `Number ${'of seats '.repeat(10)}`.trim()),
		says: 'has a sentence of 21 words, more than 20',
	},
	{
		rule: 'labels have units',
		flaw: 'a unit in the description alone',
		spoil: (subject) => (property(subject, 'seats').description = 'How many seconds to wait'),
		says: 'seats: "Seats" names no unit, but its description does',
	},
	{
		rule: 'notices are one sentence',
		flaw: 'a notice of two sentences',
		spoil: ({ node }) =>
			node.description.properties.push({
				displayName: 'Copy the URL. Enter it there.',
				name: 'notice',
				type: 'notice',
				default: '',
			}),
		says: 'has more than one sentence',
	},
	{
		rule: 'texts are plain English',
		flaw: 'a panel of a trigger that sounds translated',
		spoil: ({ node }) =>
			(node.description.triggerPanel = { activationHint: 'The event is handed on' }),
		says: 'says "handed on"',
	},
	{
		rule: 'titles are short',
		flaw: 'a sentence as a title',
		spoil: (subject) =>
			(property(subject, 'seats').displayName = 'How Many People the Room Has Seats For'.repeat(2)),
		says: 'is longer than 40 characters',
	},
	{
		rule: 'placeholders are examples',
		flaw: 'no example',
		spoil: (subject) => (property(subject, 'name').placeholder = 'Lobby'),
		says: 'the placeholder "Lobby" is not of the form',
	},
	{
		rule: 'placeholders are examples',
		flaw: 'required text without one',
		spoil: (subject) => delete property(subject, 'name').placeholder,
		says: 'room create: name has no placeholder',
	},
	{
		rule: 'placeholders are examples',
		flaw: 'a collection that does not say what is added',
		spoil: (subject) => (property(subject, 'additionalFields').placeholder = 'More'),
		says: 'the placeholder "More" is not of the form',
	},
	{
		rule: 'placeholders are examples',
		flaw: 'an ID that is no example',
		spoil: (subject) => {
			for (const mode of property(subject, 'guestId').modes ?? []) mode.placeholder = 'ID';
		},
		says: 'guestId id: the placeholder "ID" is not an example',
	},
	...(
		[
			['access', 'nobody'],
			['additionalFields', []],
			['fields', ['weight']],
			['guestId', { mode: 'id', value: '' }],
			['guestIds', ''],
			['name', 0],
			['retryOnRateLimit', 'yes'],
			['seats', 10],
			['seats', '5'],
		] as Array<[string, INodeProperties['default']]>
	).map(([name, value]): Case<NodeSubject> => ({
		rule: 'defaults fit',
		flaw: `${name} has the default ${JSON.stringify(value)}`,
		spoil: (subject) => (property(subject, name).default = value),
		says: `the default ${JSON.stringify(value)} does not fit`,
	})),
	...(
		[
			['boolean', true],
			['number', 5],
			['options', 'facilitator'],
			['string', 'x'],
			['multiOptions', ['x']],
		] as Array<[INodeProperties['type'], INodeProperties['default']]>
	).map(([type, value]): Case<NodeSubject> => ({
		rule: 'options show what their absence means',
		flaw: `an option of type ${type} shows ${JSON.stringify(value)}`,
		spoil: ({ node }) =>
			node.description.properties.push({
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'Overwrite', name: 'overwrite', type, default: value }],
			}),
		says: `options.overwrite: shows ${JSON.stringify(value)}`,
	})),
	{
		rule: 'lists are alphabetical',
		flaw: 'choices in another order',
		spoil: (subject) => property(subject, 'access').options?.reverse(),
		says: 'Invited, Anyone should be Anyone, Invited',
	},
	{
		rule: 'lists are alphabetical',
		flaw: 'a collection in another order',
		spoil: (subject) => property(subject, 'additionalFields').options?.reverse(),
		says: 'Seats, Access should be Access, Seats',
	},
	{
		rule: 'names and titles are unique',
		flaw: 'a name twice at the same time',
		spoil: (subject) => (property(subject, 'guestIds').name = 'name'),
		says: 'two visible fields are named name',
	},
	{
		rule: 'names and titles are unique',
		flaw: 'a title twice at the same time',
		spoil: (subject) => (property(subject, 'guestIds').displayName = 'Name'),
		says: 'two visible fields are titled Name',
	},
	{
		rule: 'names and titles are unique',
		flaw: 'a choice twice',
		spoil: (subject) => {
			for (const choice of choices(property(subject, 'access'))) choice.value = 'anyone';
		},
		says: 'additionalFields.access holds anyone twice',
	},
	{
		rule: 'names and titles are unique',
		flaw: 'a locator in a collection with the name of a field of the node',
		spoil: (subject) => {
			property(subject, 'additionalFields').options?.push({ ...property(subject, 'guestId') });
		},
		says: 'additionalFields.guestId: n8n checks the field guestId of the node in its place',
	},
	{
		rule: 'names are camelCase',
		flaw: 'a wire name',
		spoil: (subject) => (property(subject, 'guestIds').name = 'guest_ids'),
		says: 'guest_ids is not in camelCase',
	},
	{
		rule: 'pickers take no expressions',
		flaw: 'a picker that does',
		spoil: (subject) => delete property(subject, 'resource').noDataExpression,
		says: 'resource has no noDataExpression',
	},
	{
		rule: 'loaded lists have methods',
		flaw: 'no search method',
		spoil: ({ node }) => delete node.methods?.listSearch,
		says: 'the node has no method listSearch.searchGuests',
	},
	{
		rule: 'loaded lists have methods',
		flaw: 'no options method',
		spoil: ({ node }) => delete node.methods?.loadOptions?.getGuests,
		says: 'the node has no method loadOptions.getGuests',
	},
	{
		rule: 'agents can use what acts',
		flaw: 'an action node that is no tool',
		spoil: ({ node }) => delete node.description.usableAsTool,
		says: 'usableAsTool is not set',
	},
	{
		rule: 'agents can use what acts',
		flaw: 'a trigger that is a tool',
		sample: sampleTrigger,
		spoil: ({ node }) => (node.description.usableAsTool = true),
		says: 'a trigger cannot be a tool',
	},
	{
		rule: 'agents can use what acts',
		flaw: 'a name that n8n makes itself',
		spoil: ({ node }) => (node.description.name = 'sampleTool'),
		says: 'the name ends with "Tool"',
	},
	{
		rule: 'triggers are built for speed',
		flaw: 'version 1',
		sample: sampleTrigger,
		spoil: ({ node }) => (node.description.version = 1),
		says: 'the version is 1 instead of 2',
	},
	{
		rule: 'triggers are built for speed',
		flaw: 'an expression in a webhook',
		sample: sampleTrigger,
		spoil: ({ node }) => {
			for (const webhook of node.description.webhooks ?? []) webhook.path = '={{ $json.path }}';
		},
		says: 'path is the expression ={{ $json.path }}',
	},
	{
		rule: 'triggers are built for speed',
		flaw: 'no parameter Trigger On',
		sample: sampleTrigger,
		spoil: (subject) => (property(subject, 'events').displayName = 'Events'),
		says: 'no parameter is called "Trigger On"',
	},
	{
		rule: 'triggers are built for speed',
		flaw: 'names without Trigger',
		sample: sampleTrigger,
		spoil: ({ node }) =>
			Object.assign(node.description, { name: 'sample', displayName: 'Sample', inputs: ['main'] }),
		says: 'there are inputs',
	},
	{
		rule: 'triggers are built for speed',
		flaw: 'nothing that triggers',
		sample: sampleTrigger,
		spoil: ({ node }) => delete node.description.webhooks,
		says: 'there is neither a webhook nor polling',
	},
	{
		rule: 'credentials are known',
		flaw: 'a credential of another package',
		spoil: (subject) => (subject.credentials = ['sampleApi']),
		says: 'the package has no credential sampleGuestApi',
	},
	{
		rule: 'codex is complete',
		flaw: 'no file',
		spoil: (subject) => (subject.codex = undefined),
		says: 'there is no codex file',
	},
	{
		rule: 'codex is complete',
		flaw: 'no resources',
		spoil: (subject) => Object.assign(subject.codex as object, { resources: undefined }),
		says: 'resources.credentialDocumentation is missing',
	},
	{
		rule: 'codex is complete',
		flaw: 'a URL that is none',
		spoil: (subject) =>
			Object.assign(subject.codex as object, {
				resources: { primaryDocumentation: [{ url: 'example' }] },
			}),
		says: 'resources.primaryDocumentation has example, which is no URL',
	},
	{
		rule: 'codex is complete',
		flaw: 'a category of our own',
		spoil: (subject) => Object.assign(subject.codex as object, { categories: ['Talk'] }),
		says: "Talk is none of n8n's categories",
	},
	{
		rule: 'codex is complete',
		flaw: 'another node, another version',
		spoil: (subject) => Object.assign(subject.codex as object, { node: 'x', nodeVersion: '9' }),
		says: 'nodeVersion is 9 instead of 1.0',
	},
	{
		rule: 'codex is complete',
		flaw: 'actions that the editor does not show',
		spoil: (subject) =>
			Object.assign(subject.codex as object, { subcategories: { AI: ['Tools'] } }),
		says: 'the editor hides the actions',
	},
	...(
		[
			[
				'missing',
				'file:light.svg',
				'file:missing.svg',
				'the dark icon file:missing.svg is no SVG file',
			],
			['the same', 'file:light.svg', 'file:light.svg', 'the light and the dark icon are the same'],
			['not square', 'file:light.svg', 'file:wide.svg', 'the dark icon is not square'],
			[
				'a picture elsewhere',
				'file:remote.svg',
				'file:dark.svg',
				'the light icon refers to something',
			],
		] as const
	).map(([flaw, light, dark, says]): Case<NodeSubject> => ({
		rule: 'icons are light and dark',
		flaw,
		spoil: ({ node }) => (node.description.icon = { light, dark }),
		says,
	})),
	{
		rule: 'icons are light and dark',
		flaw: 'one for both',
		spoil: ({ node }) => (node.description.icon = 'file:light.svg'),
		says: 'the dark icon undefined is no SVG file',
	},
];

const credentialCases: Array<Case<{ credential: ICredentialType }>> = [
	{
		rule: 'reads as plain English',
		flaw: 'a semicolon',
		spoil: ({ credential }) =>
			Object.assign(credential.properties[0] as object, { description: 'Ask for it; enter it' }),
		says: 'instead of a full stop',
	},
	{
		rule: 'name ends with API',
		flaw: 'a name that does not',
		spoil: ({ credential }) => (credential.displayName = 'Sample'),
		says: '"Sample" does not end with "API"',
	},
	{
		rule: 'has a test request',
		flaw: 'no test',
		spoil: ({ credential }) => delete credential.test,
		says: 'there is no test request',
	},
	{
		rule: 'authenticates by a function',
		flaw: 'expressions',
		spoil: ({ credential }) => (credential.authenticate = { type: 'generic', properties: {} }),
		says: 'authenticate is not a function',
	},
	{
		rule: 'has documentation',
		flaw: "a slug of n8n's own documentation",
		spoil: ({ credential }) => (credential.documentationUrl = 'sample'),
		says: 'documentationUrl "sample" is no URL',
	},
	{
		rule: 'has icons light and dark',
		flaw: 'no icon',
		spoil: ({ credential }) => delete credential.icon,
		says: 'the light icon undefined is no SVG file',
	},
	{
		rule: 'hides secrets',
		flaw: 'a token in the open',
		spoil: ({ credential }) => delete credential.properties[0]?.typeOptions,
		says: 'token is shown as it is typed',
	},
	{
		rule: 'fields have descriptions',
		flaw: 'none',
		spoil: ({ credential }) => delete credential.properties[0]?.description,
		says: 'token has no description',
	},
];

test.each(Object.entries(allNodeRules))(
	'The rule "%s" has nothing against good nodes',
	(_name, rule) => {
		expect([...rule(sampleAction()), ...rule(sampleTrigger())]).toEqual([]);
	},
);

test.each(nodeCases)(
	'The rule "$rule" sees: $flaw',
	({ rule, sample = sampleAction, spoil, says }) => {
		const subject = sample();
		spoil(subject);
		expect(allNodeRules[rule]?.(subject).join('\n')).toContain(says);
	},
);

test.each(Object.entries(credentialRules))(
	'The rule "%s" has nothing against a good credential',
	(_name, rule) => {
		expect(rule(sampleCredential())).toEqual([]);
	},
);

test.each(credentialCases)('The rule "$rule" sees: $flaw', ({ rule, spoil, says }) => {
	const subject = sampleCredential();
	spoil(subject);
	expect(credentialRules[rule]?.(subject).join('\n')).toContain(says);
});

test('Every rule is shown to see a flaw', () => {
	const shown = new Set([...nodeCases, ...credentialCases].map(({ rule }) => rule));
	expect([...shown].sort()).toEqual(
		[...Object.keys(allNodeRules), ...Object.keys(credentialRules)].sort(),
	);
});

test("n8n's lint rules see flaws in run-time descriptions, and nothing in good ones", () => {
	const bad = sampleAction();
	property(bad, 'access').displayName = 'access of id';
	property(bad, 'name').description = 'The room id';
	property(bad, 'retryOnRateLimit').description = 'Wait and go on';
	property(bad, 'guestIds').description = 'The guests';
	property(bad, 'limit').typeOptions = {};
	operation(bad, 'create').action = 'Create Room';
	const lint = ({ node: { description } }: NodeSubject) => ({
		className: 'Sample',
		folder: 'nodes/Sample',
		description,
	});
	const [flaws = [], ...good] = lintDescriptions([bad, sampleAction(), sampleTrigger()].map(lint));
	// The samples are no files of this package: what n8n says about their place does not count here.
	const aboutParameters = (found: string[]) =>
		found.flatMap((flaw) => /^n8n-nodes-base\/(node-param-[\w-]+)/.exec(flaw)?.[1] ?? []);
	expect(aboutParameters(flaws)).toEqual(
		expect.arrayContaining([
			'node-param-display-name-miscased',
			'node-param-description-miscased-id',
			'node-param-description-boolean-without-whether',
			'node-param-description-wrong-for-dynamic-multi-options',
			'node-param-operation-option-action-miscased',
		]),
	);
	expect(good.flatMap(aboutParameters)).toEqual([]);
});

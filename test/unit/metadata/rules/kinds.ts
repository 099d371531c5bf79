import type { INodeTypeDescription } from 'n8n-workflow';

import { unless, type NodeRule } from './rule';

const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

/** AI agents can use what acts, and cannot use what waits. */
export const tools: NodeRule = ({ node: { description } }) =>
	isTrigger(description)
		? unless(!description.usableAsTool, 'a trigger cannot be a tool, but usableAsTool is set')
		: [
				...unless(!!description.usableAsTool, 'usableAsTool is not set'),
				...unless(
					!description.name.endsWith('Tool'),
					'the name ends with "Tool", which n8n adds itself',
				),
			];

const isExpression = (value: unknown) =>
	typeof value === 'string' && (value.startsWith('=') || value.includes('{{'));

/**
 * Triggers: for version 1, and for expressions in webhook descriptions, n8n evaluates an
 * expression at every call.
 */
export const triggers: NodeRule = ({ node: { description } }) => {
	if (!isTrigger(description)) return [];
	const { name, displayName, version, inputs, webhooks = [], polling, properties } = description;
	return [
		...unless(version === 2, `the version is ${String(version)} instead of 2`),
		...unless(name.endsWith('Trigger'), `the name ${name} does not end with "Trigger"`),
		...unless(displayName.endsWith(' Trigger'), `"${displayName}" does not end with "Trigger"`),
		...unless(Array.isArray(inputs) && inputs.length === 0, 'there are inputs'),
		...unless(webhooks.length > 0 || polling === true, 'there is neither a webhook nor polling'),
		...unless(
			properties.some((property) => property.displayName === 'Trigger On'),
			'no parameter is called "Trigger On"',
		),
		...webhooks.flatMap((webhook) =>
			Object.entries(webhook).flatMap(([key, value]) =>
				unless(
					!isExpression(value),
					`webhook ${webhook.name}: ${key} is the expression ${String(value)}`,
				),
			),
		),
	];
};

/** The node asks only for credentials that the package has. */
export const knownCredentials: NodeRule = ({ node: { description }, credentials }) =>
	(description.credentials ?? []).flatMap(({ name }) =>
		unless(credentials.includes(name), `the package has no credential ${name}`),
	);

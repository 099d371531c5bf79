import type { IDataObject } from 'n8n-workflow';

import { body, optional, type Resource } from '../shared/operation';

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

/**
 * The group that was created. The documented sample, `{ [group], "error": null }`, is not JSON, so
 * the group is taken from wherever an envelope can hold it.
 */
function theGroup(reply: unknown): unknown {
	if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return first(reply);
	const { error: _error, ...envelope } = reply as IDataObject;
	if ('id' in envelope) return envelope;
	const named = envelope.groups ?? envelope.group ?? envelope.data;
	return first(named ?? Object.values(envelope).find(isRecord) ?? envelope);
}

export const group = {
	name: 'Group',
	operations: {
		create: {
			name: 'Create',
			action: 'Create group',
			description: 'Create a group that talks can be put into',
			method: 'POST',
			path: '/api/v1/partners/groups',
			parameters: [
				body('name', {
					displayName: 'Name',
					type: 'string',
					required: true,
					placeholder: 'e.g. Community Talks',
					description: 'The name of the group',
				}),
				optional(
					body('description', {
						displayName: 'Description',
						type: 'string',
						placeholder: 'e.g. Join us!',
						description: 'What the group is about',
					}),
				),
				optional(
					body('id', {
						displayName: 'ID',
						type: 'string',
						placeholder: 'e.g. df6829ae-35bf-42ls-851e-sdfoijg82224j',
						description:
							'An ID of your own. It stands in a sample of the vendor but not in its list of fields, so it may be ignored.',
					}),
				),
				optional(
					body('rank', {
						displayName: 'Rank',
						type: 'number',
						typeOptions: { numberPrecision: 14 },
						description: 'Position in the list of groups of the organization',
					}),
				),
				optional(
					body('visible', {
						displayName: 'Visible',
						type: 'boolean',
						default: true,
						description: 'Whether users see the group',
					}),
				),
			],
			result: theGroup,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many groups',
			description: 'Retrieve the groups of the organization',
			method: 'GET',
			path: '/api/v1/partners/groups',
			result: 'groups',
			pagination: { style: 'none' },
		},
	},
} satisfies Resource;

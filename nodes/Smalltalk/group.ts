import type { IDataObject } from 'n8n-workflow';

import { list, record } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { number, text, toggle } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import type { Values } from '../shared/vendor/values';
import { RecordNotFound } from '../shared/records/answers';
import { omit } from '../shared/vendor/omit';

/** A group of talks. It has no page that is documented. */
export const groupKind = recordKind({
	name: 'Group',
	wire: 'group_id',
	example: 'df6829ae-35bf-42ls-851e-sdfoijg82224j',
	list: (): Operation => group.operations.getAll,
	title: ({ name }) => name,
});

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

/**
 * The group that was created. The documented sample, `{ [group], "error": null }`, is not JSON, so
 * the group is taken from wherever an envelope can hold it.
 */
function theGroup(body: unknown): unknown {
	if (!isObject(body)) return first(body);
	const envelope = omit(body as IDataObject, 'error');
	if ('id' in envelope) return envelope;
	const named = envelope.groups ?? envelope.group ?? envelope.data;
	const nested = Object.values(envelope).find((value) => typeof value === 'object' && value);
	return first(named ?? nested ?? envelope);
}

/** The group beside its talks: nothing else documented gives one group. */
function groupOfTalks(body: unknown, { groupId }: Values): unknown {
	if (!isObject(body) || !('group' in body)) return undefined;
	if (body.group === null) throw new RecordNotFound('group', groupId);
	return body.group;
}

export const group = {
	name: 'Group',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create group',
			description: 'Create a group of talks',
			request: 'POST /api/v1/partners/groups',
			parameters: [
				text('name', {
					required: true,
					placeholder: 'e.g. Community Talks',
					description: 'Name of the group',
				}),
			],
			additionalFields: [
				text('description', {
					placeholder: 'e.g. Join us!',
					description: 'Description of the group',
				}),
				text('id', {
					placeholder: 'e.g. df6829ae-35bf-42ls-851e-sdfoijg82224j',
					displayName: 'Group ID',
					description: 'Your own ID for the group. Smalltalk might ignore it.',
				}),
				number('rank', { description: "Position of the group in the organization's list" }),
				toggle('visible', { default: true, description: 'Whether the group is visible to users' }),
			],
			answer: record(theGroup),
		}),
		get: operation({
			name: 'Get',
			action: 'Get group',
			description: 'Get a group',
			request: 'GET /api/v1/partners/group_talks',
			parameters: [pick(groupKind, { description: 'The group to get' })],
			answer: record(groupOfTalks),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many groups',
			description: 'Get many groups of the organization',
			request: 'GET /api/v1/partners/groups',
			answer: list('groups'),
			pagination: onePage,
		}),
	},
} satisfies Resource;

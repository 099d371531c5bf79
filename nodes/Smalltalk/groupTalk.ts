import { done, list, succeeded } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { omit } from '../shared/vendor/omit';
import { operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { pick, pickMany } from '../shared/vendor/recordKind';
import { groupKind } from './group';
import { talkKind, talkShape } from './talk';

/**
 * What Smalltalk says about all talks at once. PUT and DELETE have the same sample, so nothing says
 * that the `talk_groups` of a DELETE are those that were removed.
 */
function answered(body: unknown): unknown {
	if (!isObject(body)) return Array.isArray(body) ? { talk_groups: body } : body;
	return omit(body, 'error');
}

export const groupTalk = {
	name: 'Group Talk',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many talks of group',
			description: 'Get many talks of a group',
			request: 'GET /api/v1/partners/group_talks',
			parameters: [pick(groupKind, { description: 'The group to get talks from' })],
			answer: list('talks'),
			pagination: onePage,
			output: talkShape,
		}),
		remove: operation({
			name: 'Remove',
			action: 'Remove talks from group',
			description: 'Remove talks from a group',
			request: 'DELETE /api/v1/partners/group_talks',
			parameters: [
				pick(groupKind, { description: 'The group to remove talks from' }),
				pickMany(talkKind, 'talk_ids', 'The talks to remove', { required: true }),
			],
			answer: succeeded(answered),
		}),
		set: operation({
			name: 'Set',
			action: 'Set talks of group',
			description:
				"Set the talks of a group. Smalltalk doesn't document whether talks you don't select stay in it.",
			request: 'PUT /api/v1/partners/group_talks',
			parameters: [
				pick(groupKind, { description: 'The group to update' }),
				pickMany(talkKind, 'talk_ids', 'The talks to put in the group', {
					required: true,
				}),
			],
			answer: done('talk_groups'),
		}),
	},
} satisfies Resource;

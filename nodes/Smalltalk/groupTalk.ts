import { deleted, done, list } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { pick, pickMany } from '../shared/vendor/recordKind';
import { groupKind } from './group';
import { talkKind, talkShape } from './talk';

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
			answer: deleted('talk_groups'),
		}),
		set: operation({
			name: 'Set',
			action: 'Set talks of group',
			description: 'Replace the talks of a group. Talks not selected are removed.',
			request: 'PUT /api/v1/partners/group_talks',
			parameters: [
				pick(groupKind, { description: 'The group to update' }),
				pickMany(talkKind, 'talk_ids', 'All talks the group contains afterwards', {
					required: true,
				}),
			],
			answer: done('talk_groups'),
		}),
	},
} satisfies Resource;

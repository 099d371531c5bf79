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
			description: 'Retrieve the talks in a group',
			request: 'GET /api/v1/partners/group_talks',
			parameters: [pick(groupKind, { description: 'The group whose talks to retrieve' })],
			answer: list('talks'),
			pagination: onePage,
			output: talkShape,
		}),
		remove: operation({
			name: 'Remove',
			action: 'Remove talks from group',
			description: 'Take talks out of a group',
			request: 'DELETE /api/v1/partners/group_talks',
			parameters: [
				pick(groupKind, { description: 'The group to take talks out of' }),
				pickMany(talkKind, 'talk_ids', 'The talks to take out', { required: true }),
			],
			answer: deleted('talk_groups'),
		}),
		set: operation({
			name: 'Set',
			action: 'Set talks of group',
			description: 'Say which talks are in a group',
			request: 'PUT /api/v1/partners/group_talks',
			parameters: [
				pick(groupKind, { description: 'The group to set the talks of' }),
				pickMany(talkKind, 'talk_ids', 'The talks to be in the group', { required: true }),
			],
			answer: done('talk_groups'),
		}),
	},
} satisfies Resource;

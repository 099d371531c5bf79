import { body, query, type Field, type Resource } from '../shared/operation';
import { groupLocator } from './locators';
import { talkShape } from './talk';

const talkIds = (purpose: string): Field => ({
	displayName: 'Talk Names or IDs',
	type: 'multiOptions',
	required: true,
	typeOptions: { loadOptionsMethod: 'getTalks' },
	description: `${purpose}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

export const groupTalk = {
	name: 'Group Talk',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many talks of group',
			description: 'Retrieve the talks in a group',
			method: 'GET',
			path: '/api/v1/partners/group_talks',
			parameters: [query('group_id', groupLocator('The group whose talks to retrieve'))],
			result: 'talks',
			pagination: { style: 'none' },
			shape: talkShape,
		},
		remove: {
			name: 'Remove',
			action: 'Remove talks from group',
			description: 'Take talks out of a group',
			method: 'DELETE',
			path: '/api/v1/partners/group_talks',
			parameters: [
				body('group_id', groupLocator('The group to take talks out of')),
				body('talk_ids', talkIds('The talks to take out')),
			],
			result: 'talk_groups',
			deletes: true,
		},
		set: {
			name: 'Set',
			action: 'Set talks of group',
			description: 'Say which talks are in a group',
			method: 'PUT',
			path: '/api/v1/partners/group_talks',
			parameters: [
				body('group_id', groupLocator('The group to set the talks of')),
				body('talk_ids', talkIds('The talks to be in the group')),
			],
			result: 'talk_groups',
		},
	},
} satisfies Resource;

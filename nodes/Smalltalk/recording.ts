import { optional, query, type Resource } from '../shared/operation';
import { talkLocator } from './locators';

export const recording = {
	name: 'Recording',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many recordings',
			description: 'Retrieve recordings and their transcriptions, of one talk or of all',
			method: 'GET',
			path: '/api/v1/partners/recordings',
			parameters: [
				optional(query('talk_id', talkLocator('The talk that was recorded', false)), 'filters'),
			],
			result: 'recordings',
			pagination: { style: 'none' },
		},
	},
} satisfies Resource;

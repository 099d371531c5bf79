import { list } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { pick } from '../shared/vendor/recordKind';
import { talkKind } from './talk';

export const recording = {
	name: 'Recording',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many recordings',
			description: 'Retrieve recordings and their transcriptions, of one talk or of all',
			request: 'GET /api/v1/partners/recordings',
			filters: [pick(talkKind, { description: 'The talk that was recorded', required: false })],
			answer: list('recordings'),
			pagination: onePage,
		}),
	},
} satisfies Resource;

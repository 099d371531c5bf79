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
			description: 'Get many recordings with their transcriptions',
			request: 'GET /api/v1/partners/recordings',
			filters: [
				pick(talkKind, {
					// n8n checks a locator in a collection as one of the node's own of the same name.
					name: 'ofTalkId',
					description: 'Only return recordings of this talk',
					required: false,
				}),
			],
			answer: list('recordings'),
			pagination: onePage,
		}),
	},
} satisfies Resource;

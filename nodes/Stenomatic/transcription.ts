import { path, type Resource } from '../shared/operation';
import { listIn } from './lists';
import { clientOfList, roomLocator } from './locators';

const list = listIn('transcriptions');

export const transcription = {
	name: 'Transcription',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many transcriptions of room',
			description:
				'Retrieve the transcriptions of a room. Stenomatic announces this without showing the request or its answer: the path is inferred, and what comes is handed on as it is.',
			method: 'GET',
			path: '/rooms/{room_id}/transcriptions',
			parameters: [
				clientOfList,
				path('room_id', roomLocator('The room whose transcriptions to retrieve')),
			],
			result: (body: unknown) =>
				typeof body === 'string' && body !== '' ? { text: body } : list(body),
			pagination: { style: 'none' },
			inferred: {},
			answersText: true,
		},
	},
} satisfies Resource;

import { list } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { pick } from '../shared/vendor/recordKind';
import { listIn } from './lists';
import { clientOfRoom, roomKind } from './room';

const inReply = listIn('transcriptions');

export const transcription = {
	name: 'Transcription',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many transcriptions of room',
			description:
				'Retrieve the transcriptions of a room. Stenomatic announces this without showing the request or its answer: the path is inferred, and what comes is handed on as it is.',
			request: 'GET /rooms/{room_id}/transcriptions',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room whose transcriptions to retrieve' }),
			],
			answer: list((body) => {
				if (typeof body === 'string' && body !== '') return [{ text: body }];
				const found = inReply(body);
				return isObject(found) ? [found] : found;
			}),
			pagination: onePage,
			inferred: {},
		}),
	},
} satisfies Resource;

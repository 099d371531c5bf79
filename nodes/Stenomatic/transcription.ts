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
				'Get many transcriptions of a room. Stenomatic announces this without documenting it.',
			request: 'GET /rooms/{room_id}/transcriptions',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room to get transcriptions of' }),
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

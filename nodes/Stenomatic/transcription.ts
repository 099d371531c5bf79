import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import { outputField } from '../shared/records/binary';
import { readTranscript } from '../shared/records/readTranscript';
import { formatOfTranscript, saveTranscript } from '../shared/records/transcriptFile';
import { list } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { languageCode } from './languages';
import { listIn } from './lists';
import { clientOfRoom, roomKind } from './room';

const inReply = listIn('transcriptions');

/** A text, a record or a list of records: the answer is not documented. */
const answer = list((body) => {
	if (typeof body === 'string' && body !== '') return [{ text: body }];
	const found = inReply(body);
	return isObject(found) ? [found] : found;
});

/** Records by the language that they name; empty where they name none. */
function byLanguage(records: IDataObject[]): Map<string, IDataObject[]> {
	const languages = new Map<string, IDataObject[]>();
	for (const record of records) {
		const { language, language_code, lang } = record;
		const named = [language, language_code, lang].find((value) => typeof value === 'string');
		const key = typeof named === 'string' ? named.trim() : '';
		languages.set(key, [...(languages.get(key) ?? []), record]);
	}
	return languages;
}

const sameLanguage = (given: string, wanted: string) =>
	given.replaceAll('_', '-').toLowerCase() === wanted.toLowerCase();

const withoutText = (roomId: unknown, language: string | undefined, languages: string[]) =>
	new InvalidValue(
		language === undefined
			? `The room "${String(roomId)}" has no transcription with text yet`
			: `The room "${String(roomId)}" has no transcription in ${language}. Its languages: ${languages.join(', ') || 'none'}`,
	);

export const transcription = {
	name: 'Transcription',
	operations: {
		download: operation({
			name: 'Download',
			action: 'Download transcription of room',
			description: 'Download the transcription of a room as a text or subtitle file per language',
			request: 'GET /rooms/{room_id}/transcriptions',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room to download the transcription of' }),
				formatOfTranscript('text'),
				outputField,
			],
			additionalFields: [
				text('language', {
					in: 'local',
					placeholder: 'e.g. de-DE',
					description: 'Only download the transcription in this language',
					convert: (code) => languageCode(code, 'Language'),
				}),
			],
			inferred: {},
			answer,
			run: async ({ execute, perform, values }) => {
				const { roomId, format = 'text', binaryPropertyName = 'data', language: only } = values;
				const languages = byLanguage((await perform()).filter(isObject));
				const wanted = [...languages].filter(
					([language]) => only === undefined || sameLanguage(language, only),
				);
				const files = wanted.flatMap(([language, records]) => {
					const transcript = readTranscript(records);
					return transcript ? [{ language, transcript }] : [];
				});
				if (files.length === 0) throw withoutText(roomId, only, [...languages.keys()]);
				return await Promise.all(
					files.map(async ({ language, transcript }) => {
						const name = `${String(roomId)} ${language}`;
						const file = await saveTranscript(execute, transcript, format, name);
						const json = { room_id: roomId, language: language || null };
						return { json, binary: { [binaryPropertyName]: file } };
					}),
				);
			},
		}),
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
			answer,
			pagination: onePage,
			inferred: {},
		}),
	},
} satisfies Resource;

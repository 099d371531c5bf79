import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	maxSearched,
	maxSearchedText,
	searchMessages,
	type MessageSearch,
} from '../../../nodes/Voipbin/messageSearch';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

/** A list that says how far it was read. */
function listOf(messages: readonly IDataObject[]) {
	const list = {
		read: 0,
		async *[Symbol.asyncIterator]() {
			for (const message of messages) {
				list.read++;
				yield await Promise.resolve(message);
			}
		},
	};
	return list;
}

const message = (minute: number, given: IDataObject = {}): IDataObject => ({
	id: `m${minute}`,
	owner_id: 'ada',
	text: `Message ${minute}`,
	tm_create: at(minute),
	tm_delete: null,
	...given,
});

/** Ten messages, newest first; the third is the parent of those that can be divided by three. */
const chat = Array.from({ length: 10 }, (_, index) => 9 - index).map((minute) =>
	message(minute, {
		...(minute > 3 && minute % 3 === 0 ? { parent_id: 'm3' } : {}),
		...(minute % 2 === 0 ? { owner_id: 'grace' } : {}),
		...(minute === 6 ? { tm_delete: at(7) } : {}),
	}),
);

const found = async (search: MessageSearch, messages: readonly IDataObject[] = chat) => {
	const list = listOf(messages);
	const ids = (await searchMessages(list, { returnAll: true, ...search })).map(({ id }) => id);
	return { ids, read: list.read };
};

describe('searchMessages', () => {
	it.each<[string, MessageSearch, string[], number]>([
		['a thread, to its parent', { threadId: 'm3' }, ['m9', 'm3'], 7],
		['deleted replies', { threadId: 'm3', includeDeleted: true }, ['m9', 'm6', 'm3'], 7],
		['what was sent after a time', { sentAfter: at(7) }, ['m9', 'm8'], 3],
		['what was sent before a time', { sentBefore: at(2) }, ['m1', 'm0'], 10],
		['a span', { sentAfter: at(1), sentBefore: at(4) }, ['m3', 'm2'], 9],
		['what an agent sent', { sentBy: 'grace' }, ['m8', 'm4', 'm2', 'm0'], 10],
		['a part of the text', { contains: 'MESSAGE 4' }, ['m4'], 10],
		['as many as wanted', { returnAll: false, limit: 2 }, ['m9', 'm8'], 2],
		[
			'the newest, oldest first',
			{ returnAll: false, limit: 2, oldestFirst: true },
			['m8', 'm9'],
			2,
		],
	])('finds %s, and reads no further', async (_what, search, ids, read) => {
		expect(await found(search)).toEqual({ ids, read });
	});

	it('Times with and without a zone mean the same moment', async () => {
		const older = chat.map((one) => ({
			...one,
			tm_create: String(one.tm_create).replace('T', ' ').replace('Z', '000'),
			tm_delete: one.tm_delete ?? '9999-01-01 00:00:00.000000',
		}));
		const search = { sentAfter: at(1), sentBefore: at(8) };
		expect(await found(search, older)).toEqual(await found(search));
	});

	it('No filter reads more than the stated number of messages, and the error says what to change', async () => {
		const many = Array.from({ length: maxSearched + 1 }, (_, index) => message(20_000 - index));
		await expect(found({ contains: 'message 19999' }, many)).rejects.toThrow(
			'The filters went through the 10,000 newest messages of the chat and found 1, but there are more. Set Sent After to a later time, or a lower Limit.',
		);
		expect(maxSearchedText).toBe(maxSearched.toLocaleString('en-US'));
		expect((await found({ contains: 'message' }, many.slice(1))).ids).toHaveLength(maxSearched);
		expect((await found({}, many)).ids).toHaveLength(maxSearched + 1);
	});

	it('Filters together find what each of them would keep', async () => {
		const search = fc.record(
			{
				threadId: fc.constantFrom('m3', 'm5', 'm0'),
				sentAfter: fc.nat(10).map(at),
				sentBefore: fc.nat(10).map(at),
				sentBy: fc.constantFrom('ada', 'grace', 'linus'),
				contains: fc.constantFrom('message', '7', 'x'),
				includeDeleted: fc.boolean(),
			},
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(search, async (filters) => {
				const alone = await Promise.all(
					Object.entries(filters).map(async ([name, value]) => {
						const { ids } = await found({ includeDeleted: true, [name]: value });
						return ids;
					}),
				);
				const all = (await found({ includeDeleted: filters.includeDeleted ?? false })).ids;
				const expected = all.filter((id) => alone.every((ids) => ids.includes(id)));
				expect((await found(filters)).ids).toEqual(expected);
			}),
		);
	});
});

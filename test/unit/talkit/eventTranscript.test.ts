import type { IDataObject } from 'n8n-workflow';

import { transcriptIdOf } from '../../../nodes/Talkit/eventTranscript';

describe('transcriptIdOf', () => {
	/** Every place, the first one first. */
	const places: Array<(id: string | number) => IDataObject> = [
		(id) => ({ data: { id } }),
		(id) => ({ data: { transcript_id: id } }),
		(id) => ({ transcript_id: id }),
		(id) => ({ transcript: { id } }),
		(id) => ({ id }),
	];
	const merge = (objects: IDataObject[]): IDataObject =>
		objects.reduce((all, one) => ({
			...all,
			...one,
			...(all.data && one.data
				? { data: { ...(all.data as IDataObject), ...(one.data as IDataObject) } }
				: {}),
		}));

	it.each(places.map((_place, index) => index))(
		'transcriptIdOf prefers place %d to those after it',
		(index) => {
			const payload = merge(places.slice(index).map((place, offset) => place(index + offset + 1)));
			expect(transcriptIdOf(payload)).toBe(String(index + 1));
		},
	);

	it.each([
		[{ data: { id: 'a-1' } }, 'a-1'],
		[{ data: { id: 0 } }, '0'],
		[{ data: { id: '' }, id: 5 }, '5'],
		[{ data: { id: null }, transcript_id: 5 }, '5'],
		[{ data: [{ id: 1 }], transcript: 'x' }, undefined],
		[{ data: { id: { a: 1 } } }, undefined],
		[{ data: 'text' }, undefined],
		[{}, undefined],
	])('transcriptIdOf finds in %j %j', (payload, id) => {
		expect(transcriptIdOf(payload as IDataObject)).toBe(id);
	});
});

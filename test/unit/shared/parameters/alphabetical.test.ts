import { alphabetical } from '../../../../nodes/shared/parameters/alphabetical';

describe('alphabetical', () => {
	it('alphabetical sorts English names as people do', () => {
		const names = ['get many', 'Delete', 'Add', 'Get', 'delete all'];
		expect(names.sort(alphabetical)).toEqual(['Add', 'Delete', 'delete all', 'Get', 'get many']);
	});

	it('alphabetical leaves equal names where they are', () => {
		expect(alphabetical('Get', 'get')).toBe(0);
	});
});

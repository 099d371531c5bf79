import { withBearer } from '../../../../nodes/shared/http/bearer';

describe('withBearer', () => {
	const request = { url: 'https://api.example.com/a', headers: { 'x-a': '1' } };

	it.each([['abc123'], [' abc123\n'], ['Bearer abc123'], ['bearer   abc123 ']])(
		'withBearer sends %j as one token',
		(pasted) => {
			expect(withBearer(request, pasted)).toEqual({
				url: 'https://api.example.com/a',
				headers: { 'x-a': '1', Authorization: 'Bearer abc123' },
			});
		},
	);

	it('withBearer leaves the request itself unchanged', () => {
		withBearer(request, 'abc123');
		expect(request.headers).toEqual({ 'x-a': '1' });
	});

	it('withBearer sends nothing for a missing token', () => {
		expect(withBearer({ url: '/' }, undefined).headers).toEqual({ Authorization: 'Bearer ' });
	});
});

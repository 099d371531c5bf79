import { withBearer } from '../../../../nodes/shared/http/bearer';

describe('withBearer', () => {
	const request = { url: 'https://api.example.com/a', headers: { 'x-a': '1' } };

	it.each([['abc123'], [' abc123\n'], ['Bearer abc123'], ['bearer   abc123 ']])(
		'sends %j as one token',
		(pasted) => {
			expect(withBearer(request, pasted)).toEqual({
				url: 'https://api.example.com/a',
				headers: { 'x-a': '1', Authorization: 'Bearer abc123' },
			});
		},
	);

	it('leaves the request itself as it was', () => {
		withBearer(request, 'abc123');
		expect(request.headers).toEqual({ 'x-a': '1' });
	});

	it('sends nothing of a token that is missing', () => {
		expect(withBearer({ url: '/' }, undefined).headers).toEqual({ Authorization: 'Bearer ' });
	});
});

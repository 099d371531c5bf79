import { withBearer } from '../../../../nodes/shared/http/bearer';

describe('withBearer', () => {
	const sample = () => ({ url: 'https://api.example.com/a', headers: { 'x-a': '1' } });

	it.each([['abc123'], [' abc123\n'], ['Bearer abc123'], ['bearer   abc123 ']])(
		'withBearer sends %j as one token',
		(pasted) => {
			expect(withBearer(sample(), pasted)).toEqual({
				url: 'https://api.example.com/a',
				headers: { 'x-a': '1', Authorization: 'Bearer abc123' },
			});
		},
	);

	it('withBearer changes the request itself, so that its sender knows the token', () => {
		const request = sample();
		expect(withBearer(request, 'abc123')).toBe(request);
	});

	it('withBearer sends nothing for a missing token', () => {
		expect(withBearer({ url: '/' }, undefined).headers).toEqual({ Authorization: 'Bearer ' });
	});
});

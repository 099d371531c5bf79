import { InvalidBaseUrl, readBaseUrl } from '../../../../nodes/shared/http/baseUrl';

describe('readBaseUrl', () => {
	it.each([
		['https://api.example.com', 'https://api.example.com'],
		[' https://api.example.com/ ', 'https://api.example.com'],
		['api.example.com/v1//', 'https://api.example.com/v1'],
		['http://127.0.0.1:3400/smalltalk', 'http://127.0.0.1:3400/smalltalk'],
		['HTTPS://API.Example.com', 'https://api.example.com'],
	])('readBaseUrl cleans %j', (value, url) => {
		expect(readBaseUrl(value)).toBe(url);
	});

	it('readBaseUrl uses the fallback for an empty URL', () => {
		expect(readBaseUrl(' ', 'https://api.example.com/')).toBe('https://api.example.com');
		expect(readBaseUrl(undefined, 'https://api.example.com')).toBe('https://api.example.com');
	});

	it.each([
		['', 'Enter the Base URL'],
		['https://', "isn't a valid URL"],
		['ftp://example.com', 'must start with https://'],
		['https://user:pass@example.com', "can't contain a username"],
		['https://example.com?x=1', "can't contain a username"],
		['https://example.com#x', "can't contain a username"],
	])('readBaseUrl refuses %j', (value, message) => {
		expect(() => readBaseUrl(value)).toThrow(InvalidBaseUrl);
		expect(() => readBaseUrl(value)).toThrow(message);
	});

	it('readBaseUrl names the field of the credential', () => {
		expect(() => readBaseUrl('', '', 'Upload URL')).toThrow(
			'Enter the Upload URL in the credential',
		);
	});
});

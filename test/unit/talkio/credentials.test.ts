import { TalkioApi } from '../../../credentials/TalkioApi.credentials';
import { talkioApi } from '../../../nodes/Talkio/api';

const credential = {
	baseUrl: 'https://app.my-company.com',
	organizationSlug: 'my-school',
	apiKey: 'key-1',
	providerSecret: 'provider-1',
};

describe('Talkio API', () => {
	it('The Talkio credential sends both headers, without the space around what was pasted', async () => {
		const { authenticate } = new TalkioApi();
		const request = { url: 'https://app.my-company.com', headers: { accept: 'application/json' } };
		const { headers } = await authenticate(
			{ ...credential, apiKey: ' key-1\n', providerSecret: ' provider-1 ' },
			request,
		);
		expect(headers).toEqual({
			accept: 'application/json',
			'x-api-key': 'key-1',
			'x-provider': 'provider-1',
		});
	});

	it.each([
		'https://app.my-company.com',
		' https://app.my-company.com/ ',
		'app.my-company.com',
		'https://app.my-company.com/api/partner/v3',
		'https://app.my-company.com/api/partner/v3/organizations/other/users?page=1',
		'https://app.my-company.com/api/partner',
	])('The Talkio credential finds the API from the Base URL %j', (baseUrl) => {
		expect(talkioApi.baseUrl({ ...credential, baseUrl })).toBe(
			'https://app.my-company.com/api/partner/v3/organizations/my-school',
		);
	});

	it.each(['a.example://api/partner/v3/organizations/x', 'ftp://api/partner'])(
		'The Talkio credential refuses the Base URL %j, whose scheme is none of the web',
		(baseUrl) => {
			expect(() => talkioApi.baseUrl({ ...credential, baseUrl })).toThrow(
				'must start with https://',
			);
		},
	);

	it('The Talkio credential keeps a path of the app and encodes the organization', () => {
		const data = {
			...credential,
			baseUrl: 'https://example.com/talkio/',
			organizationSlug: 'Ö school',
		};
		expect(talkioApi.baseUrl(data)).toBe(
			'https://example.com/talkio/api/partner/v3/organizations/%C3%96%20school',
		);
	});
});

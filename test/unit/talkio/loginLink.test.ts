import fc from 'fast-check';

import { iframe, leadTo, readLogin } from '../../../nodes/Talkio/loginLink';

const app = 'https://app.my-company.com';
const page = `${app}/authentication/partner/`;

describe('readLogin', () => {
	it.each([
		['loginLink', { loginLink: `${page}?token=t`, token: 'other' }],
		['loginUrl', { token: 'other', loginUrl: `${page}?token=t` }],
		['link', { link: `${page}?token=t` }],
		['url', { url: `${page}?token=t` }],
		['directLoginLink', { directLoginLink: `${page}?token=t` }],
		['a key of its own', { goHere: `${page}?token=t`, docs: 'https://docs.example.com' }],
		['an envelope', { data: { loginLink: `${page}?token=t` } }],
		['an envelope of its own', { login: { address: `${page}?token=t` }, token: 'other' }],
	])('readLogin takes the link under %s', (_where, body) => {
		expect(readLogin(body, app).link).toBe(`${page}?token=t`);
	});

	it('readLogin builds the documented link from a token, on the host of the app', () => {
		expect(readLogin({ token: 'a+b/c=' }, app).link).toBe(`${page}?token=a%2Bb%2Fc%3D`);
		expect(readLogin({ data: { token: 't' } }, app).link).toBe(`${page}?token=t`);
	});

	it.each(['http://app.my-company.com/authentication/partner/?token=t', 'ftp://x', '/app', 7])(
		'readLogin does not send anybody to %j',
		(loginLink) => {
			expect(readLogin({ loginLink, token: 't' }, app).link).toBe(`${page}?token=t`);
		},
	);

	it('readLogin takes a link without TLS only where the app itself has none', () => {
		const local = 'http://127.0.0.1:3400/talkio';
		const link = `${local}/authentication/partner/?token=t`;
		expect(readLogin({ loginLink: link }, local).link).toBe(link);
	});

	it.each([
		[{ token: 't', expiresAt: '2026-11-20T10:00:00Z' }, '2026-11-20T10:00:00Z'],
		[{ token: 't', expiry: 1_795_000_000 }, 1_795_000_000],
		[{ data: { token: 't', tokenExpiration: '10 min' } }, '10 min'],
		[{ token: 't', expires: null }, null],
		[{ token: 't' }, null],
	])('readLogin passes the expiry of %j on', (body, expiresAt) => {
		expect(readLogin(body, app).expiresAt).toBe(expiresAt);
	});

	it.each([{}, { ok: true }, null, 'token', { token: '' }, { link: 'http://elsewhere' }])(
		'readLogin refuses %j, with which nobody can log in',
		(body) => {
			expect(() => readLogin(body, app)).toThrow('Talkio returned no login link for this user');
		},
	);
});

describe('leadTo', () => {
	it('leadTo encodes the path, which the sample does not', () => {
		expect(leadTo(`${page}?token=t`, 'app/chat?t=books-literature', false)).toBe(
			`${page}?token=t&path=app%2Fchat%3Ft%3Dbooks-literature`,
		);
	});

	it('leadTo leaves the link unchanged when nothing is asked for', () => {
		expect(leadTo(`${page}?token=a%2Bb`, ' ', false)).toBe(`${page}?token=a%2Bb`);
		expect(leadTo(page, '', false)).toBe(page);
	});

	it('leadTo replaces what the link says already', () => {
		expect(leadTo(`${page}?path=app&token=t&hide-chat-sidebar=false`, 'app/chat', true)).toBe(
			`${page}?token=t&path=app%2Fchat&hide-chat-sidebar=true`,
		);
	});

	it('leadTo keeps a question mark in the rest of the link', () => {
		expect(leadTo(`${page}?next=a?b&token=t`, 'app', false)).toBe(
			`${page}?next=a?b&token=t&path=app`,
		);
	});

	it.each(['/app/chat', 'https://app.my-company.com/app/chat', ' app/chat '])(
		'leadTo takes the path %j as a person pastes it',
		(path) => {
			expect(leadTo(page, path, false)).toBe(`${page}?path=app%2Fchat`);
		},
	);

	it('leadTo gives the app exactly the path that was asked for, and keeps the token', () => {
		const text = fc.string({ minLength: 1, unit: 'grapheme' });
		fc.assert(
			fc.property(text, text, fc.boolean(), (token, path, hide) => {
				fc.pre(path.trim() !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(path.trim()));
				const link = leadTo(`${page}?token=${encodeURIComponent(token)}`, path, hide);
				const query = new URL(link).searchParams;
				expect(query.get('token')).toBe(token);
				expect(query.get('path') ?? '').toBe(path.trim().replace(/^\/+/, ''));
				expect(query.get('hide-chat-sidebar')).toBe(hide ? 'true' : null);
			}),
		);
	});
});

describe('iframe', () => {
	it('The iframe is the one of the sample, with the one attribute that it needs', () => {
		expect(iframe(`${page}?token=t&path=app`)).toBe(
			`<iframe src="${page}?token=t&amp;path=app" width="100%" height="100%" style="border: none" allow="microphone; screen-wake-lock"></iframe>`,
		);
	});

	it('The iframe lets no link break out of its attribute', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (link) => {
				const [, source = '', rest] = /^<iframe src="([^"]*)" (.*)$/s.exec(iframe(link)) ?? [];
				expect(source).not.toMatch(/[<>"']/);
				expect(rest).toBe(
					'width="100%" height="100%" style="border: none" allow="microphone; screen-wake-lock"></iframe>',
				);
				const decoded = source
					.replaceAll('&lt;', '<')
					.replaceAll('&gt;', '>')
					.replaceAll('&quot;', '"')
					.replaceAll('&#39;', "'")
					.replaceAll('&amp;', '&');
				expect(decoded).toBe(link);
			}),
		);
	});
});

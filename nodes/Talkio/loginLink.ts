import type { IDataObject } from 'n8n-workflow';

/** A reply that no one can be logged in with. The message says what to do. */
export class NoLogin extends Error {}

/** A way into the app. */
export interface Login {
	link: string;
	/** As Talkio gives it; `null` where it gives none. */
	expiresAt: string | number | null;
}

/** Names under which the link may be, since Talkio does not say. */
const linkKeys = ['loginLink', 'loginUrl', 'link', 'url', 'directLoginLink'];

const tokenKeys = ['token', 'authToken', 'accessToken', 'loginToken'];

const page = '/authentication/partner';

/** Everything in a reply by its key, also one level down, as in `{ data: … }`. */
function valuesIn(body: unknown): Map<string, unknown> {
	const values = new Map<string, unknown>();
	const add = (object: object, deeper: boolean) => {
		for (const [key, value] of Object.entries(object)) {
			if (!values.has(key)) values.set(key, value);
			if (deeper && typeof value === 'object' && value !== null) add(value as IDataObject, false);
		}
	};
	if (typeof body === 'object' && body !== null) add(body, true);
	return values;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The login in a token reply: its link where it has one, else the documented page with its token.
 *
 * @param app address of the app, without a trailing slash
 * @throws NoLogin
 */
export function readLogin(body: unknown, app: string): Login {
	const values = valuesIn(body);
	const texts = [...values.values()].filter(isText);
	const isLink = (value: unknown): value is string =>
		isText(value) && (value.startsWith('https://') || value.startsWith(`${app}/`));
	const given =
		linkKeys.map((key) => values.get(key)).find(isLink) ??
		texts.find((text) => isLink(text) && text.includes(page));
	const token = tokenKeys.map((key) => values.get(key)).find(isText);
	const link = given ?? (token && `${app}${page}/?token=${encodeURIComponent(token)}`);
	if (link === undefined) {
		throw new NoLogin(
			'Talkio returned no login link for this user. Check that the user is active.',
		);
	}
	const [, expiresAt] =
		[...values].find(
			([key, value]) => /expir/i.test(key) && (isText(value) || typeof value === 'number'),
		) ?? [];
	return { link, expiresAt: (expiresAt as string | number | undefined) ?? null };
}

/** The part of the app that a user means: people also paste a whole address, or a leading slash. */
function pathInApp(given: string): string {
	const url = URL.parse(given);
	const path = url && /^https?:$/.test(url.protocol) ? `${url.pathname}${url.search}` : given;
	return path.replace(/^\/+/, '');
}

/**
 * Has a login link lead to a part of the app.
 *
 * @param path such as `app/chat?t=books-literature`; empty is what the link says, the dashboard
 */
export function leadTo(link: string, path: string, hideChatSidebar: boolean): string {
	const mark = link.indexOf('?');
	const [address, query] = mark < 0 ? [link, ''] : [link.slice(0, mark), link.slice(mark + 1)];
	const target = pathInApp(path.trim());
	const replaced = [
		...(target === '' ? [] : [['path', encodeURIComponent(target)]]),
		...(hideChatSidebar ? [['hide-chat-sidebar', 'true']] : []),
	];
	const kept = query
		.split('&')
		.filter((part) => part !== '' && !replaced.some(([name]) => part.startsWith(`${name}=`)));
	const all = [...kept, ...replaced.map(([name, value]) => `${name}=${value}`)];
	return all.length > 0 ? `${address}?${all.join('&')}` : address;
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A frame that shows the app in a page, as Talkio's sample has it. */
export const iframe = (link: string): string =>
	`<iframe src="${link.replace(/[&<>"']/g, (character) => entities[character] ?? '')}" width="100%" height="100%" style="border: none" allow="microphone; screen-wake-lock"></iframe>`;

const mask = '***';

/** A longer one, which is no key or token, is searched for as it is. */
const longest = 2_000;

/** A secret with fewer characters is not searched for within words. */
const shortest = 4;

/** Credentials that are recognised by their form, wherever they stand. */
const secretQuery =
	/^(?:access_?key|api_?key|auth|key|password|secret|sig|signature|token|x-(?:amz|goog)-.*)$/i;

/** A JSON Web Token hides all that comes after its beginning. */
function withoutJwt(word: string): string {
	const start = word.search(/\beyJ/);
	return start !== -1 && word.indexOf('.', start) > start + 8 ? word.slice(0, start) + mask : word;
}

/** The replacement is given the whole match and its groups. */
const patterns: Array<[RegExp, (match: string, ...groups: string[]) => string]> = [
	[/\b(Bearer|Basic)\s+[\w\-.~+/=]{6,}/gi, (_, scheme) => `${scheme} ${mask}`],
	[/[\w.-]+/g, withoutJwt],
	[
		/([?&])([\w-]+)=[^&\s"'<>]+/g,
		(match, before, name = '') => (secretQuery.test(name) ? `${before}${name}=${mask}` : match),
	],
	[/\/\/[^/@\s:]{1,200}:[^/@\s]{1,200}@/g, () => `//${mask}@`],
	[
		/("(?:[\w-]*[_-])?(?:api_?key|passwords?|secret|token)"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\{[^}]*\}?)/gi,
		(_, name) => `${name}"${mask}"`,
	],
];

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Hexadecimal digits in either case. */
const hex = (value: number, digits: number) =>
	value
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Characters that have a name in HTML or a letter in JSON, or a sign of their own in forms. */
const ownForms: Record<string, string> = {
	'&': '&(?:amp;)+',
	'<': '&(?:amp;)*lt;',
	'>': '&(?:amp;)*gt;',
	'"': '&(?:amp;)*quot;',
	"'": '&(?:amp;)*apos;',
	' ': '\\+',
	'\n': '\\\\{1,9}n',
	'\r': '\\\\{1,9}r',
	'\t': '\\\\{1,9}t',
};

/** A pattern for a character as it is, and as it stands in URLs, HTML and JSON, also twice encoded. */
function patternOf(char: string): string {
	const percent = [...Buffer.from(char)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join('');
	const unicode = char
		.split('')
		.map((unit) => `\\\\{1,9}u${hex(unit.charCodeAt(0), 4)}`)
		.join('');
	const code = char.codePointAt(0) ?? 0;
	const html = `&(?:amp;)*#(?:0*${code}|[xX]0*${hex(code, 1)});`;
	// The longer ones first: HTML's & begins like the character itself.
	const forms = [ownForms[char], percent, unicode, html, `\\\\{0,9}${escaped(char)}`];
	return `(?:${forms.filter(Boolean).join('|')})`;
}

/** Finds a secret in every encoding of its characters. */
function patternFor(secret: string): RegExp {
	const pattern = Array.from(secret, patternOf).join('');
	return secret.length < shortest
		? new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu')
		: new RegExp(pattern, 'gu');
}

/**
 * Removes secrets from text that is shown to people, agents or logs.
 *
 * @param text anything, also what a service answered
 * @param secrets values of the credential, and passwords among the item's values; those shorter
 *   than four characters are removed where they stand alone, since every text holds them in words
 */
export function redact(text: string, secrets: readonly string[]): string {
	const byLength = [...secrets].filter(Boolean).sort((a, b) => b.length - a.length);
	const clean = byLength.reduce(
		(result, secret) =>
			secret.length > longest
				? result.replaceAll(secret, mask)
				: result.replace(patternFor(secret), mask),
		text,
	);
	return patterns.reduce(
		(result, [pattern, replacement]) => result.replace(pattern, replacement),
		clean,
	);
}

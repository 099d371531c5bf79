const mask = '***';

/** A secret with fewer characters is not searched for within words. */
const shortest = 4;

/** Credentials that are recognised by their form, wherever they stand. */
const patterns: [RegExp, string][] = [
	[/\b(Bearer|Basic)\s+[\w\-.~+/=]{6,}/gi, `$1 ${mask}`],
	[/\beyJ[\w-]{8,2000}\.[\w-]+(?:\.[\w-]*)?/g, mask],
	[
		/([?&](?:access_?key|accesskey|api_?key|auth|key|password|secret|sig|signature|token|x-amz-[\w-]+|x-goog-[\w-]+)=)[^&\s"'<>]+/gi,
		`$1${mask}`,
	],
	[/\/\/[^/@\s:]{1,200}:[^/@\s]{1,200}@/g, `//${mask}@`],
	[
		/("(?:[\w-]*[_-])?(?:api_?key|passwords?|secret|token)"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\{[^}]*\}?)/gi,
		`$1"${mask}"`,
	],
];

/** The forms in which a secret stands in URLs, forms and JSON. */
function formsOf(secret: string): string[] {
	// By way of bytes: half of a Unicode character has no form in a URL.
	const encoded = encodeURIComponent(Buffer.from(secret).toString());
	return [
		...new Set([
			secret,
			encoded,
			encoded.replaceAll('%20', '+'),
			JSON.stringify(secret).slice(1, -1),
		]),
	];
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function without(text: string, secret: string): string {
	return formsOf(secret).reduce(
		(clean, form) =>
			secret.length < shortest
				? clean.replace(
						new RegExp(`(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])`, 'gu'),
						mask,
					)
				: clean.replaceAll(form, mask),
		text,
	);
}

/**
 * Removes secrets from text that is shown to people, agents or logs.
 *
 * @param text anything, also what a vendor answered
 * @param secrets values of the credential, and passwords among the item's values; those shorter
 *   than four characters are removed where they stand alone, since every text holds them in words
 */
export function redact(text: string, secrets: readonly string[]): string {
	const byLength = [...secrets].filter(Boolean).sort((a, b) => b.length - a.length);
	const clean = byLength.reduce(without, text);
	return patterns.reduce(
		(result, [pattern, replacement]) => result.replace(pattern, replacement),
		clean,
	);
}

const mask = '***';

/** Credentials that are recognised by their form, wherever they stand. */
const patterns: [RegExp, string][] = [
	[/\b(Bearer|Basic)\s+[\w\-.~+/=]{6,}/gi, `$1 ${mask}`],
	[/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, mask],
	[
		/([?&](?:access_?key|accesskey|api_?key|auth|key|password|secret|sig|signature|token|x-amz-[\w-]+|x-goog-[\w-]+)=)[^&\s"'<>]+/gi,
		`$1${mask}`,
	],
	[/\/\/[^/@\s]+:[^/@\s]+@/g, `//${mask}@`],
];

/**
 * Removes secrets from text that is shown to people, agents or logs.
 *
 * @param text anything, also what a vendor answered
 * @param secrets values of the credential; shorter than four characters are ignored, since
 *   removing them would garble every text without hiding anything
 */
export function redact(text: string, secrets: readonly string[]): string {
	let clean = text;
	const byLength = secrets.filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
	for (const secret of byLength) {
		clean = clean.split(secret).join(mask);
		const encoded = encodeURIComponent(secret);
		if (encoded !== secret) clean = clean.split(encoded).join(mask);
	}
	for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
	return clean;
}

/** Turns of phrase that nothing a person or an agent reads may have, each with what to say instead. */
const banned: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bthe vendor\b/i, 'the name of the service'],
	[/\bhand(?:s|ed|ing)? (?:\w+ )?on\b/i, '"return"'],
	[/\bcarr(?:y|ies|ied) (?:\w+ )?out\b/i, '"run" or "go through"'],
	[/\ball the same\b/i, '"anyway"'],
	[/\bretrieves?\b/i, '"get"'],
	[/\bfill (?:it|them) in\b/i, '"enter"'],
	[/\blook(?:s|ed)? at\b/i, '"check"'],
	[/\bchoose less\b/i, 'what to select'],
	[/\bas it is\b/i, 'nothing'],
	[/\b(?:is|are) taken (?:once|for)\b/i, 'another verb'],
	[/\bin any case\b/i, '"always"'],
	[/\bha(?:s|ve) the right\b/i, '"permission"'],
	[/\bmay (?:be|not|join|write|read)\b/i, '"can" or "might"'],
	[/\bto be given\b|\bgive (?:the|an|it)\b/i, '"enter"'],
	[/\bsay(?:s)? which\b/i, '"set" or "select"'],
	[/[a-z];\s(?!screen)/, 'a full stop'],
];

/** What is wrong with the wording of a text. */
export const wordingFlaws = (text: string): string[] =>
	banned
		.filter(([phrase]) => phrase.test(text))
		.map(([phrase, better]) => `says "${phrase.exec(text)?.[0] ?? ''}" instead of ${better}`);

const words = (text: string) => text.replace(/<[^>]+>/g, '').split(/\s+/).length;

/**
 * Whether a text is too long to be read at a glance.
 *
 * @param most words that a sentence may have
 */
export const lengthFlaws = (text: string, most: number): string[] =>
	text
		.split(/[.!?]\s+(?=[A-Z<])/)
		.filter((sentence) => words(sentence) > most)
		.map((sentence) => `has a sentence of ${words(sentence)} words, more than ${most}`);

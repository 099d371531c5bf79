/** An emoji or its name, without its skin tone, its presentation and the colons around a name. */
const plain = (emoji: string): string =>
	emoji
		.normalize('NFKC')
		.trim()
		.toLowerCase()
		.replace(/\p{Emoji_Modifier}|\uFE0E|\uFE0F/gu, '')
		.replace(/^:(.+):$/, '$1');

/** Whether an emoji is one of these, whatever its skin tone. */
export const hasEmoji = (emojis: string[], emoji: unknown): boolean =>
	typeof emoji === 'string' && emojis.map(plain).includes(plain(emoji));

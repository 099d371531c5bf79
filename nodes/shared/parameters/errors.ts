/** Longest piece of a value that a message shows. */
const maxShown = 100;

/** A value that cannot be sent. The message says what to change. */
export class InvalidValue extends Error {}

/** A value, for a message. */
function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	const start = Array.from(text.slice(0, 2 * maxShown))
		.slice(0, maxShown)
		.join('')
		.replace(/\p{Cc}/gu, ' ')
		.toWellFormed();
	return start.length < text.length ? `${start}…` : start;
}

/** A value that is not what it must be. The message shows it. */
export class WrongValue extends InvalidValue {
	/** @param problem what it must be, without a full stop */
	constructor(
		readonly problem: string,
		value: unknown,
	) {
		super(`${problem}. Current value: "${shown(value)}"`);
	}
}

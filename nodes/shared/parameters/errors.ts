/** A value that cannot be sent. The message says what to change. */
export class InvalidValue extends Error {}

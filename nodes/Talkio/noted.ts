/** An error with what the user must know besides. */
export function noted(error: unknown, note: string): unknown {
	if (error instanceof Error && note !== '') {
		error.message = `${error.message.replace(/([^.!?])$/, '$1.')} ${note}`;
	}
	return error;
}

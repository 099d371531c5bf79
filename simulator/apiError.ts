/** Ends a request with this status and the vendor's own error envelope. */
export class ApiError extends Error {
	constructor(
		readonly statusCode: number,
		message: string,
	) {
		super(message);
	}
}

/** The list in a reply: bare as documented, or in an envelope that the vendor may add one day. */
export const listIn =
	(key: string) =>
	(body: unknown): unknown => {
		if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
		const envelope = body as Record<string, unknown>;
		return [key, 'data', 'items'].map((name) => envelope[name]).find(Array.isArray) ?? body;
	};

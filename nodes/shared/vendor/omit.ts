/** A copy of a record without these keys. */
export const omit = <Of extends object, Key extends keyof Of>(
	record: Of,
	...keys: Key[]
): Omit<Of, Key> =>
	Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as Key))) as Omit<
		Of,
		Key
	>;

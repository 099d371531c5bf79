/** JSON Schema of an object that has no other keys than these. */
export function object<Properties extends object>(properties: Properties, required: string[] = []) {
	return { type: 'object', additionalProperties: false, properties, required } as const;
}

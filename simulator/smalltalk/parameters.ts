/** JSON Schema of the parameters in the vendor's tables. */
export const text = { type: 'string' };
export const requiredText = { type: 'string', pattern: '\\S' };
export const flag = { type: 'boolean' };
export const ids = { type: 'array', items: requiredText, minItems: 1 };
/** "ISO format date-time"; the sample request shows that it may be empty. */
export const dateTime = { type: 'string', if: { minLength: 1 }, then: { format: 'iso-date-time' } };

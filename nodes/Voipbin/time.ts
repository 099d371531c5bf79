import type { IDataObject } from 'n8n-workflow';

/** Epoch milliseconds of a time. VoIPBin writes UTC, older servers without saying so. */
export const instant = (value: unknown): number =>
	typeof value === 'string'
		? Date.parse(value.replace(' ', 'T').replace(/(?<![Zz]|[+-]\d\d:?\d\d)$/, 'Z'))
		: NaN;

/** Whether a record was deleted: older servers write the year 9999 where newer ones write null. */
export const isDeleted = ({ tm_delete }: IDataObject): boolean =>
	typeof tm_delete === 'string' && tm_delete !== '' && !tm_delete.startsWith('9999-');

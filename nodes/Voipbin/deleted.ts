import type { IDataObject } from 'n8n-workflow';

/** Whether a record was deleted: older servers write the year 9999 where newer ones write null. */
export const isDeleted = ({ tm_delete }: IDataObject): boolean =>
	typeof tm_delete === 'string' && tm_delete !== '' && !tm_delete.startsWith('9999-');

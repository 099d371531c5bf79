import { n8nApi } from './environment';

/** As `N8nApi.testCredential`, in the n8n of all tests. */
export const testCredential = async (type: string, data: object): Promise<unknown> =>
	await n8nApi().testCredential(type, data);

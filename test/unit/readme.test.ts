import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Api } from '../../nodes/shared/vendor/api';
import { allApis, operationsTable, writeOperations } from '../../scripts/operationsTable';
import { root } from '../../scripts/paths';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
let apis: Api[];

beforeAll(async () => {
	apis = await allApis();
});

describe('README', () => {
	it('The README knows the APIs of all services', () => {
		expect(apis.map(({ name }) => name)).toContain('Smalltalk');
	});

	it('The README lists every operation as it is (otherwise: npm run readme)', () => {
		expect(writeOperations(readme, apis)).toBe(readme);
	});

	it('The README would show an operation that was added', () => {
		const [api] = apis;
		const [resource] = Object.values(api?.resources ?? {});
		const added = {
			...api!,
			resources: {
				...api!.resources,
				zebra: {
					...resource!,
					name: 'Zebra',
					operations: { get: Object.values(resource!.operations)[0]! },
				},
			},
		};
		expect(operationsTable(added)).toContain('| Zebra |');
		expect(writeOperations(readme, [added])).not.toBe(readme);
	});

	it('The README has every picture and file that it shows', () => {
		const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link]) => link ?? '');
		expect(links.length).toBeGreaterThan(0);
		for (const link of links) expect(() => readFileSync(join(root, link))).not.toThrow();
	});
});

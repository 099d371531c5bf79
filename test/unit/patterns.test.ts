import { globSync, readFileSync } from 'node:fs';

import { check } from 'recheck';
import ts from 'typescript';

/** Every regular expression in the code that ships, with its place. */
function patterns(): Array<[place: string, source: string, flags: string]> {
	const found: Array<[string, string, string]> = [];
	for (const file of globSync('{nodes,credentials}/**/*.ts').sort()) {
		const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
		const visit = (node: ts.Node): void => {
			if (ts.isRegularExpressionLiteral(node)) {
				const [, pattern = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
				const { line } = source.getLineAndCharacterOfPosition(node.pos);
				found.push([`${file}:${line + 1}`, pattern, flags]);
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found;
}

describe('regular expressions', () => {
	it('The search finds the regular expressions of the code that ships', () => {
		expect(patterns().length).toBeGreaterThan(50);
	});

	it('The check finds a pattern whose time grows with the square of its input', async () => {
		expect((await check('\\s+$', '')).status).toBe('vulnerable');
	});

	it.each(patterns())(
		'The pattern at %s takes time in proportion to its input: %s',
		async (...[, source, flags]) => {
			// The search for an attack is random: a seed makes it the same each time.
			expect(await check(source, flags, { randomSeed: 1 })).toMatchObject({ status: 'safe' });
		},
	);
});

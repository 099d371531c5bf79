import { globSync, readFileSync } from 'node:fs';

import ts from 'typescript';

import { lengthFlaws, wordingFlaws } from '../support/wording';

/** Every text in the code that ships which is a phrase, with its place. */
function phrases(): Array<[place: string, text: string]> {
	const found: Array<[string, string]> = [];
	for (const file of globSync('{nodes,credentials}/**/*.ts').sort()) {
		const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
		const add = (node: ts.Node, text: string) => {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
			if (/[A-Za-z]{2,} [A-Za-z]{2,}/.test(text)) found.push([`${file}:${line + 1}`, text]);
		};
		const visit = (node: ts.Node): void => {
			if (ts.isStringLiteralLike(node)) add(node, node.text);
			if (ts.isTemplateExpression(node)) {
				add(
					node,
					[node.head, ...node.templateSpans.map(({ literal }) => literal)]
						.map(({ text }) => text)
						.join('…'),
				);
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found;
}

describe('wording', () => {
	it('The search finds the texts of the code that ships', () => {
		expect(phrases().length).toBeGreaterThan(400);
	});

	it.each([
		['The vendor answers', 'the name of the service'],
		['Items are handed on', '"return"'],
		['It was carried out', '"run" or "go through"'],
		['Look at the account', '"check"'],
		['One thing; another thing', 'a full stop'],
	])('The check sees what is wrong with %j', (text, better) => {
		expect(wordingFlaws(text).join()).toContain(better);
	});

	it('The check sees a sentence of 21 words, and none of 20', () => {
		const sentence = (count: number) => `Short. ${'Word '.repeat(count).trim()}. Short.`;
		expect(lengthFlaws(sentence(21), 20)).toEqual(['has a sentence of 21 words, more than 20']);
		expect(lengthFlaws(sentence(20), 20)).toEqual([]);
	});

	it.each(
		globSync([
			'*.md',
			'docs/**/*.md',
			'packages/*/README.md',
			'.github/{*.md,ISSUE_TEMPLATE/*}',
			'workflows/*.json',
		]).sort(),
	)('%s is plain English', (file) => {
		const flaws = readFileSync(file, 'utf8')
			.split('\n')
			.flatMap((line, index) => wordingFlaws(line).map((flaw) => `${file}:${index + 1} ${flaw}`));
		expect(flaws).toEqual([]);
	});

	it('Every text in the code that ships is plain English', () => {
		const flaws = phrases().flatMap(([place, text]) =>
			wordingFlaws(text).map((flaw) => `${place}: "${text}" ${flaw}`),
		);
		expect(flaws).toEqual([]);
	});
});

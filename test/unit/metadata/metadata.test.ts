import { lintDescriptions } from './lintDescriptions';
import { credentialRules, nodeRules, operationRules } from './rules';
import { credentialSubjects, nodeSubjects } from './subjects';

const byClass = <T extends { className: string }>(subjects: T[]) =>
	subjects.map((subject): [string, T] => [subject.className, subject]);

describe.each(byClass(nodeSubjects))('node %s', (_name, subject) => {
	const rules = subject.api ? { ...nodeRules, ...operationRules } : nodeRules;

	test.each(Object.entries(rules))('The node description obeys the rule: %s', (_rule, rule) => {
		expect(rule(subject)).toEqual([]);
	});
});

describe.each(byClass(credentialSubjects))('credential %s', (_name, subject) => {
	test.each(Object.entries(credentialRules))(
		'The credential description obeys the rule: %s',
		(_rule, rule) => {
			expect(rule(subject)).toEqual([]);
		},
	);
});

describe("n8n's lint rules, for descriptions made at run time", () => {
	const flaws = lintDescriptions(
		nodeSubjects.map(({ className, folder, node: { description } }) => ({
			className,
			folder,
			description,
		})),
	);

	test.each(byClass(nodeSubjects).map(([name], index) => [name, flaws[index]]))(
		"n8n's lint rules pass for the run-time description of the node %s",
		(_name, found) => {
			expect(found).toEqual([]);
		},
	);
});

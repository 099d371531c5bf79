import type { NodeRun } from './support/workflow';
import { serviceUses } from '../uses';
import { titleOf, type ServiceUses, type Use } from '../uses/use';
import { simulatedCredentials } from './support/credentialTypes';
import { forwarding, type Passed } from './support/forwarding';
import { simulated } from './support/simulated';
import { runNode } from './support/workflow';

/** The moment as of which the simulator's data are made. */
const now = Date.parse('2026-05-04T10:00:00Z');

type Change = (answer: Passed) => Passed;

/** The same answer, sent as servers and proxies may send it. */
const sameAnswers: Array<[what: string, change: Change]> = [
	['without a content type', (answer) => ({ ...answer, contentType: '' })],
	['as text/plain', (answer) => ({ ...answer, contentType: 'text/plain; charset=utf-8' })],
	[
		'as application/vnd.api+json',
		(answer) => ({ ...answer, contentType: 'application/vnd.api+json' }),
	],
	['with a byte order mark', (answer) => ({ ...answer, body: `\ufeff${answer.body}` })],
	['with white space around it', (answer) => ({ ...answer, body: `\r\n ${answer.body}\n` })],
	['with status 201', (answer) => ({ ...answer, status: 201 })],
];

/** Nothing, in the forms that mean that something is done. */
const nothing: Array<[what: string, change: Change]> = [
	['status 204', () => ({ status: 204, contentType: '', body: '' })],
	['an empty body', () => ({ status: 200, contentType: 'application/json', body: '' })],
	['null', () => ({ status: 200, contentType: 'application/json', body: 'null' })],
	['{}', () => ({ status: 200, contentType: 'application/json', body: '{}' })],
	['the text OK', () => ({ status: 200, contentType: 'text/plain', body: 'OK' })],
	['the JSON text "OK"', () => ({ status: 200, contentType: 'application/json', body: '"OK"' })],
];

/** An empty list, likewise. */
const noRecords: Array<[what: string, change: Change]> = [
	['status 204', () => ({ status: 204, contentType: '', body: '' })],
	['null', () => ({ status: 200, contentType: 'application/json', body: 'null' })],
	['a bare empty list', () => ({ status: 200, contentType: 'application/json', body: '[]' })],
];

const kindOf = ({ api }: ServiceUses, { resource, operation }: Use) =>
	api.resources[resource]?.operations[operation];

/** The first use of each operation. */
const firstUses = ({ uses }: ServiceUses) => [
	...new Map([...uses].reverse().map((use) => [`${use.resource} ${use.operation}`, use])).values(),
];

describe.each(serviceUses.map((service) => [service.api.name, service] as const))(
	'%s',
	(_name, service) => {
		const handle = simulated(service.service, now);
		const between = forwarding(() => handle.url);

		const run = async (use: Use, change: Change) => {
			// A login is not what is tried.
			between.change = (answer) =>
				answer.body.startsWith('{"username"') ? answer : change(answer);
			const { resource, operation, parameters, timezone } = use;
			return await runNode({
				nodeType: service.nodeType(),
				parameters: { resource, operation, ...parameters } as NodeRun['parameters'],
				credentials: simulatedCredentials(service.service, between.url),
				...(timezone ? { timezone } : {}),
			});
		};

		for (const use of firstUses(service)) {
			const title = titleOf(service, use);
			const declared = kindOf(service, use);
			const kind = declared?.answer?.kind ?? 'record';

			it.each(sameAnswers)(
				`${title}: returns its records from an answer %s`,
				async (_what, change) => {
					const { items, error } = await run(use, (answer) =>
						answer.status === 204 ? answer : change(answer),
					);
					expect(error).toBeUndefined();
					expect(items.map(({ json }) => json)).toEqual(use.items);
				},
			);

			it(`${title}: returns as many records when numbers come as texts`, async () => {
				const { items, error } = await run(use, (answer) => ({
					...answer,
					body: answer.body.replace(/(?<=[:[,]\s*)-?\d+(?:\.\d+)?(?=\s*[,}\]])/g, '"$&"'),
				}));
				expect(error).toBeUndefined();
				expect(items).toHaveLength(use.items.length);
			});

			if (kind === 'done' && !declared?.run) {
				it.each(nothing)(`${title}: takes %s for done`, async (_what, change) => {
					const { items, error } = await run(use, change);
					expect(error).toBeUndefined();
					expect(items).toHaveLength(1);
					expect(items[0]?.json).not.toHaveProperty('error');
				});
			}

			if (kind === 'list' && !declared?.run) {
				it.each(noRecords)(`${title}: takes %s for an empty list`, async (_what, change) => {
					const { items, error } = await run(use, change);
					expect(error).toBeUndefined();
					expect(items).toEqual([]);
				});
			}
		}
	},
);

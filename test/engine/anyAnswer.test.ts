import fc from 'fast-check';
import type {
	ICredentialDataDecryptedObject,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';

import { StenomaticTrigger } from '../../nodes/Stenomatic/StenomaticTrigger.node';
import { stenomaticTrigger } from '../../nodes/Stenomatic/trigger';
import { TalkioTrigger } from '../../nodes/Talkio/TalkioTrigger.node';
import { talkioTrigger } from '../../nodes/Talkio/trigger';
import { propertyRuns } from '../support/propertyRuns';
import { serviceUses } from '../uses';
import { byId, titleOf } from '../uses/use';
import { answering, type Answer } from './support/answering';
import { simulatedCredentials } from './support/credentialTypes';
import type { TestCredential } from './support/credentials';
import { pollingNode } from './support/pollingNode';
import { runNode, type NodeRun } from './support/workflow';

const server = answering();

/** The words of a mistake in the code, which no user may see. */
const mistake =
	/TypeError|RangeError|Cannot (read|convert)|is not (a function|iterable|defined)|Maximum call stack|\bundefined\b|\[object /;

const keys = [
	'data',
	'result',
	'results',
	'items',
	'users',
	'groups',
	'group',
	'talks',
	'talk',
	'recordings',
	'talk_groups',
	'rooms',
	'clients',
	'next_page_token',
	'has_more',
	'hasMore',
	'error',
	'message',
	'id',
	'token',
	'url',
	'name',
	'text',
	'transcription',
	'createdAt',
	'tm_create',
	'__proto__',
];

const json = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.constantFrom(null, true, false, 0, -1, 1e21, '', 'OK', 'yes'),
		fc.string(),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
	),
})).value;

const contentType = fc.constantFrom(
	'application/json',
	'application/json; charset=utf-8',
	'text/html',
	'text/plain',
	'application/octet-stream',
	'',
);

/** A success by its status that holds nothing of what was asked for. */
const nothing = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		'\n',
		'<!DOCTYPE html><title>Sign in</title>',
		'<html></html>',
		'{"id": 1, "na',
		'[{',
		'7',
		'true',
		'"yes"',
		'OK',
	),
	fc.string().map((text) => `<p>${text}</p>`),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
	fc.string().map((text) => JSON.stringify(text)),
);

const anything = fc.oneof(
	json.map((value) => JSON.stringify(value)),
	json.map((value) => JSON.stringify(value).slice(0, -1)),
	nothing,
	fc.constant('['.repeat(2000) + ']'.repeat(2000)),
);

const bytes = fc.uint8Array().map((array) => Buffer.from(array));

const answerOf = (body: fc.Arbitrary<Buffer>, statuses: number[]): fc.Arbitrary<Answer> =>
	fc.record({ status: fc.constantFrom(...statuses), contentType, body }).map((answer) =>
		Object.assign(answer, {
			[fc.toStringMethod]: () =>
				`${answer.status} ${answer.contentType} ${JSON.stringify(answer.body.toString())}`,
		}),
	);

const anyAnswer = (statuses: number[]) =>
	answerOf(
		fc.oneof(
			anything.map((text) => Buffer.from(text)),
			bytes,
		),
		statuses,
	);

const emptyAnswer = answerOf(
	nothing.map((text) => Buffer.from(text)),
	[200, 201],
);

/** One of these, named by its place when a test fails. */
const oneOf = <Value>(values: readonly Value[]) =>
	fc
		.nat(values.length - 1)
		.map((index) =>
			Object.assign({ value: values[index] as Value }, { [fc.toStringMethod]: () => `#${index}` }),
		);

/** Without a login, which would be answered likewise. */
function credentialsOf(service: string): Record<string, TestCredential> {
	const credentials = simulatedCredentials(service, server.url);
	const { voipbinApi } = credentials;
	if (voipbinApi) {
		const data: ICredentialDataDecryptedObject = {
			...voipbinApi.data,
			authentication: 'token',
			token: 'a.b.c',
		};
		credentials.voipbinApi = { ...voipbinApi, data };
	}
	return credentials;
}

const uses = serviceUses.flatMap((service) => service.uses.map((use) => ({ service, use })));

async function run({ service, use }: (typeof uses)[number], answer: Answer) {
	server.answer = answer;
	const { resource, operation, parameters } = use;
	const { items, error } = await runNode({
		nodeType: service.nodeType(),
		parameters: { resource, operation, ...parameters } as NodeRun['parameters'],
		credentials: credentialsOf(service.service),
		onError: 'continueRegularOutput',
	});
	const messages = [error?.message, ...items.map(({ json: { error: failed } }) => failed)];
	return { items, messages: messages.filter((message) => message !== undefined).map(String) };
}

describe('operations', () => {
	it('No operation fails on any answer with a mistake in the code', async () => {
		await fc.assert(
			fc.asyncProperty(
				oneOf(uses),
				anyAnswer([200, 201, 204, 400, 404, 418, 500]),
				async ({ value: use }, answer) => {
					const { messages } = await run(use, answer);
					for (const message of messages) expect(message).not.toMatch(mistake);
				},
			),
			{ numRuns: propertyRuns(300) },
		);
	}, 600_000);

	/** Operations that read or make something, which the answer must hold. */
	const reading = uses.filter(({ service, use }) => {
		// Nothing is documented of its answer: a text counts as a transcription.
		if (use.resource === 'transcription') return false;
		const operation = service.api.resources[use.resource]?.operations[use.operation];
		return ['record', 'list'].includes(operation?.answer?.kind ?? 'record');
	});

	it('No operation takes an answer for a success that holds nothing of what was asked for', async () => {
		await fc.assert(
			fc.asyncProperty(oneOf(reading), emptyAnswer, async ({ value: use }, answer) => {
				const { messages } = await run(use, answer);
				expect([titleOf(use.service, use.use), ...messages]).toHaveLength(2);
			}),
			{ numRuns: propertyRuns(300) },
		);
	}, 600_000);
});

interface Polled {
	nodeType: INodeType;
	service: string;
	parameters: Record<string, NodeParameterValueType>;
}

const polled: Polled[] = [
	...Object.keys(talkioTrigger.events).map((event) => ({
		nodeType: new TalkioTrigger(),
		service: 'talkio',
		parameters: {
			events: [event],
			conversationsOf: 'one',
			userId: byId('student-1001'),
			options: {},
		},
	})),
	...Object.keys(stenomaticTrigger.events).map((event) => ({
		nodeType: new StenomaticTrigger(),
		service: 'stenomatic',
		parameters: {
			events: [event],
			clientId: byId('c-1'),
			usageOf: 'customer',
			counter: '*',
			threshold: 1,
			period: 'day',
			options: {},
		},
	})),
];

describe('polls', () => {
	it('No poll takes an answer for a list that is none, and none that fails moves its state', async () => {
		await fc.assert(
			fc.asyncProperty(
				oneOf(polled),
				anyAnswer([200, 200, 200, 204, 400, 404, 500]),
				emptyAnswer,
				async ({ value: { nodeType, service, parameters } }, first, second) => {
					const node = pollingNode({ nodeType, parameters, credentials: credentialsOf(service) });
					for (const [answer, mustFail] of [
						[second, true],
						[first, false],
						[second, true],
					] as const) {
						server.answer = answer;
						const before = node.state();
						const failure = await node.poll().then(
							() => undefined,
							(error: Error) => error,
						);
						if (mustFail)
							expect({ parameters, failure }).toMatchObject({ failure: expect.any(Error) });
						if (!failure) continue;
						expect(failure.message).not.toMatch(mistake);
						expect(node.state()).toEqual(before);
					}
				},
			),
			{ numRuns: propertyRuns(150) },
		);
	}, 600_000);
});

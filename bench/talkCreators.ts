import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import type { RequestRecord } from '../simulator/client';
import type { Bench } from './bench';
import type { BenchN8n, NodeResult } from './benchN8n';
import { caller, node } from './nodes';

const name = '={{ $json.name }}';
const description = '={{ $json.description }}';

/** The nodes that create a talk from each item, with two expressions each. */
const creators = {
	smalltalk: {
		title: 'Smalltalk node',
		node: (bench: Bench): Partial<INode> => ({
			type: bench.own('smalltalk'),
			parameters: {
				resource: 'talk',
				operation: 'create',
				name,
				additionalFields: { description },
			},
		}),
	},
	floor: {
		title: 'Floor: a bare loop, as many at once',
		node: (bench: Bench) => ({ type: bench.peer('floor'), parameters: { name, description } }),
	},
	httpRequest: {
		title: 'HTTP Request node',
		node: (bench: Bench) => ({
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.5,
			parameters: {
				method: 'POST',
				url: `${bench.baseUrl('smalltalk')}/api/p/talk`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'smalltalkApi',
				sendBody: true,
				bodyParameters: {
					parameters: [
						{ name: 'name', value: name },
						{ name: 'description', value: description },
					],
				},
			},
		}),
	},
	declarative: {
		title: 'Declarative routing',
		node: (bench: Bench) => ({
			type: bench.peer('declarative'),
			parameters: { operation: 'create', name, description },
		}),
	},
	sequential: {
		title: 'One item after the other',
		node: (bench: Bench) => ({ type: bench.peer('sequential'), parameters: { name, description } }),
	},
};

export type CreatorName = keyof typeof creators;

/** A workflow that makes items and creates a talk from each. */
export interface TalkCreator {
	name: CreatorName;
	title: string;
	/**
	 * Runs it on so many items, whose names begin with the prefix. `cpuMs`: n8n's processor time for
	 * the whole workflow.
	 */
	run(count: number, prefix: string): Promise<NodeResult & { cpuMs: number }>;
}

/** Publishes such a workflow. */
export async function talkCreator(
	bench: Bench,
	n8n: BenchN8n,
	creatorName: CreatorName,
): Promise<TalkCreator> {
	const { title, node: creator } = creators[creatorName];
	const path = randomUUID();
	const subject = node('Create', '', {
		...creator(bench),
		credentials: n8n.credentialsOf('smalltalkApi'),
	});
	const nodes = [caller(path), node('Items', bench.peer('items')), subject];
	const workflow = await n8n.publish(title, nodes);
	return {
		name: creatorName,
		title,
		run: async (count, prefix) => {
			const before = await n8n.cpuMs();
			await n8n.call({ path, body: JSON.stringify({ count, prefix }) });
			const used = (await n8n.cpuMs()) - before;
			return { ...(await n8n.latestResult(workflow, 'Create')), cpuMs: used };
		},
	};
}

/** The name of each talk in the order of the items. */
export const talkNames = (count: number, prefix: string): string[] =>
	Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

/** The names of the talks that a node has handed on; some hand on the vendor's whole answer. */
export const handedOn = (items: IDataObject[]): unknown[] =>
	items.map((item) => ((item.talk ?? item) as IDataObject).name);

/** The names of the talks that the vendor has created for one run, as its log shows. */
export const createdTalks = (requests: RequestRecord[], prefix: string): string[] =>
	requests
		.filter(({ status }) => status === 200)
		.map(({ body }) => String((body as IDataObject | undefined)?.name))
		.filter((talk) => talk.startsWith(`${prefix} `));

/** Whether two lists hold the same names in the same order. */
export const sameNames = (left: readonly unknown[], right: readonly unknown[]): boolean =>
	left.length === right.length && left.every((entry, index) => entry === right[index]);

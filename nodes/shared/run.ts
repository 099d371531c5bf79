import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';

import type { Api } from './api';
import { itemError } from './errors';
import { isInferred, readApiPath, sendToFirst } from './inferred';
import type { Operation, OperationContext, Resource } from './operation';
import { paired, shapeRecord, toJson, type OutputMode } from './output';
import { Cancelled, Halt, Pace } from './pace';
import { pages, type Pagination } from './pagination';
import { readValues, sensitiveTexts, toRequest, type Values } from './parameters';
import { connect, send, type Connection, type Reply, type Request, type Settings } from './request';
import { recordsOf } from './result';
import { readSettings } from './settings';
import { Turns } from './turns';
import { InvalidValue } from './values';

/** One execution of an action node. */
interface Run {
	execute: IExecuteFunctions;
	api: Api;
	settings: Settings;
	pace: Pace;
	timezone: string;
	/** The execution's cancel signal: ends what is on its way. */
	signal?: AbortSignal;
	/** Cancelled, or stopped by an item: nothing new is sent. */
	halt: Halt;
	connections: Map<string, Promise<Connection>>;
	/** Paths of inferred operations that have worked. */
	paths: Map<Operation, string>;
	/** By item index: passwords and the like among the item's own values. */
	sensitive: Map<number, string[]>;
}

/** One input item with all that its requests need. */
interface Item {
	run: Run;
	connection: Connection;
	operation: Operation;
	values: Values;
	itemIndex: number;
}

/**
 * Runs an action node: every input item through its own resource and operation, several at once,
 * results in the order of the items and linked to them.
 *
 * @returns one output; with On Error set to continue, failed items are `{ json: { error }, error }`
 * @throws NodeApiError, NodeOperationError of the first failed item otherwise: nothing more is
 *   launched, what is on its way is awaited, and the description says how many items were done
 */
export async function runItems(
	execute: IExecuteFunctions,
	api: Api,
): Promise<INodeExecutionData[][]> {
	const count = execute.getInputData().length;
	const run = startRun(execute, api);
	const results = new Array<INodeExecutionData[]>(count);
	const goOn = execute.continueOnFail();
	let failure: { itemIndex: number; error: NodeApiError | NodeOperationError } | undefined;
	const turns = new Turns();
	let next = 0;
	let done = 0;

	const work = async () => {
		while (next < count && !run.halt.aborted) {
			const itemIndex = next++;
			await turns.next();
			try {
				results[itemIndex] = await runItem(run, itemIndex);
				done++;
			} catch (error) {
				if (error instanceof Cancelled) return;
				const wrapped = itemError(
					execute.getNode(),
					error,
					itemIndex,
					await secretsOf(run, itemIndex),
				);
				if (goOn) {
					results[itemIndex] = [
						{ json: { error: wrapped.message }, error: wrapped, pairedItem: { item: itemIndex } },
					];
				} else {
					run.halt.stop();
					if (!failure || itemIndex < failure.itemIndex) failure = { itemIndex, error: wrapped };
				}
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(run.settings.concurrency, count) }, work));

	if (failure) {
		const { error } = failure;
		if (count > 1) {
			const note = `${done} of ${count} items were carried out before the run stopped`;
			error.description = [error.description, note].filter(Boolean).join('. ');
		}
		throw error;
	}
	if (run.signal?.aborted) throw new NodeOperationError(execute.getNode(), new Cancelled().message);

	const output: INodeExecutionData[] = [];
	for (const items of results) for (const item of items) output.push(item);
	return [output];
}

function startRun(execute: IExecuteFunctions, api: Api): Run {
	const options = execute.getNodeParameter('options', 0, {}) as IDataObject;
	const settings = readSettings(api, options);
	const signal = execute.getExecutionCancelSignal();
	const halt = new Halt(signal);
	return {
		execute,
		api,
		settings,
		pace: new Pace(settings.concurrency, api.rate, halt),
		timezone: execute.getTimezone(),
		...(signal ? { signal } : {}),
		halt,
		connections: new Map(),
		paths: new Map(),
		sensitive: new Map(),
	};
}

/** The connection for a resource's credential, made once per run. */
async function connectionFor(run: Run, resource: Resource): Promise<Connection> {
	const credentialType = resource.credential ?? run.api.credential;
	let connection = run.connections.get(credentialType);
	if (!connection) {
		const { execute, api, settings, pace, signal, halt } = run;
		connection = connect(execute, api, { credentialType, settings, pace, signal, halt });
		run.connections.set(credentialType, connection);
	}
	return await connection;
}

/** Every secret of the credentials that this run has read, and of one item's values. */
async function secretsOf(run: Run, itemIndex: number): Promise<string[]> {
	const connections = await Promise.allSettled(run.connections.values());
	const shared = connections.flatMap((made) =>
		made.status === 'fulfilled' ? made.value.secrets : [],
	);
	return [...shared, ...(run.sensitive.get(itemIndex) ?? [])];
}

async function runItem(run: Run, itemIndex: number): Promise<INodeExecutionData[]> {
	const { execute, api } = run;
	const read = (name: string) =>
		execute.getNodeParameter(name, itemIndex, undefined, { skipValidation: true });
	const resourceName = String(read('resource'));
	const operationName = String(read('operation'));
	const resource = api.resources[resourceName];
	if (!resource)
		throw new InvalidValue(`Resource "${resourceName}" is not known: choose one from the list`);
	const operation = resource.operations[operationName];
	if (!operation) {
		throw new InvalidValue(
			`Operation "${operationName}" of resource "${resource.name}" is not known: choose one from the list`,
		);
	}
	const shared = await connectionFor(run, resource);
	const refusal = api.refuse?.(shared.credentials, resourceName, operationName);
	if (refusal !== undefined) throw new InvalidValue(refusal);

	const values = readValues(execute, operation, itemIndex, run.timezone);
	const sensitive = sensitiveTexts(operation, values);
	if (sensitive.length > 0) run.sensitive.set(itemIndex, sensitive);
	const flaw = operation.check?.((name) => values.get(name));
	if (flaw !== undefined) throw new InvalidValue(flaw);
	const connection = { ...shared, secrets: [...shared.secrets, ...sensitive] };
	const shape = outputShaper(execute, operation, itemIndex);
	const item: Item = { run, connection, operation, values, itemIndex };
	if (operation.run) {
		const result = await operation.run(contextOf(item));
		return result.map((made) => paired({ ...made, json: shape(made.json) }, itemIndex));
	}
	if (operation.pagination) return await listRecords(item, operation.pagination, shape);
	const { records } = await sendOperation(item);
	return records.map((record) => paired({ json: shape(record) }, itemIndex));
}

function contextOf(item: Item): OperationContext {
	const { run, connection, operation, values, itemIndex } = item;
	return {
		execute: run.execute,
		itemIndex,
		value: (name) => values.get(name),
		request: () => toRequest(operation, values),
		send: async (request) => await send(connection, request),
		records: (reply, request) => recordsOf(operation, reply.body, request),
		perform: async () => (await sendOperation(item)).records,
	};
}

/** How records of one item leave the node, by its Output parameter where the operation has one. */
function outputShaper(
	execute: IExecuteFunctions,
	{ shape }: Operation,
	itemIndex: number,
): (record: unknown) => IDataObject {
	if (!shape) return toJson;
	const mode = execute.getNodeParameter('output', itemIndex, 'simplified') as OutputMode;
	const selected =
		mode === 'selectedFields'
			? (execute.getNodeParameter('fields', itemIndex, []) as string[])
			: [];
	return (record) => toJson(shapeRecord(toJson(record), shape, mode, selected));
}

/** Sends one request of an operation; `extra` is added to its query. */
async function sendOperation(
	{ run, connection, operation, values, itemIndex }: Item,
	extra: IDataObject = {},
): Promise<{ records: unknown[]; reply: Reply }> {
	const sendTo = async (path: string) => {
		const request: Request = toRequest({ ...operation, path }, values);
		if (Object.keys(extra).length > 0) request.query = { ...request.query, ...extra };
		const reply = await send(connection, request);
		return { records: recordsOf(operation, reply.body, request), reply };
	};
	if (!isInferred(operation, (name) => values.get(name))) return await sendTo(operation.path);

	const options = run.execute.getNodeParameter('options', itemIndex, {}) as IDataObject;
	if (typeof options.apiPath === 'string' && options.apiPath.trim() !== '') {
		const wires = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.wire);
		return await sendTo(readApiPath(options.apiPath, wires));
	}
	const { answer, path } = await sendToFirst(operation, run.paths.get(operation), sendTo);
	run.paths.set(operation, path);
	return answer;
}

async function listRecords(
	item: Item,
	pagination: Pagination,
	shape: (record: unknown) => IDataObject,
): Promise<INodeExecutionData[]> {
	const { run, operation, values, itemIndex } = item;
	const { keep } = operation;
	const limit = readLimit(run.execute, itemIndex);
	const fetch = async (query: IDataObject) => {
		const { records, reply } = await sendOperation(item, query);
		return { records: records as IDataObject[], body: reply.body };
	};
	const items: INodeExecutionData[] = [];
	// Records that are left out do not count, so it is unknown how many have to be read.
	for await (const { records } of pages(pagination, {
		fetch,
		...(keep ? {} : { limit }),
	})) {
		for (const record of records) {
			if (keep && !keep(record, (name) => values.get(name))) continue;
			items.push(paired({ json: shape(record) }, itemIndex));
			if (items.length >= (limit ?? Infinity)) return items;
		}
	}
	return items;
}

/** The user's Limit; `undefined` for all records. */
function readLimit(execute: IExecuteFunctions, itemIndex: number): number | undefined {
	if (execute.getNodeParameter('returnAll', itemIndex, false) === true) return undefined;
	const limit = Number(execute.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InvalidValue('Limit must be a whole number of at least 1, or turn on Return All');
	}
	return limit;
}

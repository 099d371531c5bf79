import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';

import { connect, type Connection } from '../http/connection';
import { itemError } from '../http/errors';
import { send } from '../http/send';
import { readSettings, settingsParameters, type Settings } from '../http/settings';
import { Cancelled } from '../http/wait';
import { InvalidValue } from '../parameters/errors';
import { readOverrides, readValues, sensitiveTexts, type ReadRaw } from '../parameters/readValues';
import { toRequest } from '../parameters/toRequest';
import { readAnswer } from '../records/answers';
import { readLimit } from '../records/limit';
import { entryPages } from '../records/lists';
import { paired, shapeRecord, toJson, type OutputValues } from '../records/output';
import { perform } from '../records/perform';
import type { Api } from '../vendor/api';
import {
	parametersOf,
	placed,
	type Operation,
	type OperationContext,
	type OperationResult,
	type Placed,
	type Resource,
} from '../vendor/operation';
import type { Values } from '../vendor/values';
import { withCommonParameters } from './description';
import { report } from './report';
import { Turns } from './turns';

/** One execution of an action node. */
interface Run {
	execute: IExecuteFunctions;
	api: Api;
	settings: Settings;
	timezone: string;
	/** The execution's cancel signal: ends what is on its way. */
	signal?: AbortSignal;
	/** Cancelled, or stopped by an item: nothing new is sent. */
	halt: AbortSignal;
	/** Sends nothing new from now on. */
	stop: () => void;
	connections: Map<string, Promise<Connection>>;
	/** The operations that were used, with all their parameters. */
	operations: Map<Operation, { operation: Operation; parameters: Placed[] }>;
	/** By item index: passwords and the like among the item's own values. */
	sensitive: Map<number, string[]>;
	/** The operations that have taken all items. */
	taken: Set<Operation>;
	/** How often an item was left out, by why. */
	skipped: Map<string, number>;
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
	let failed = 0;

	const work = async () => {
		while (next < count && !run.halt.aborted) {
			const itemIndex = next++;
			await turns.next();
			try {
				results[itemIndex] = await runItem(run, itemIndex);
				done++;
			} catch (error) {
				if (error instanceof Cancelled) return;
				failed++;
				const wrapped = itemError(
					execute.getNode(),
					error,
					{ itemIndex, count },
					await secretsOf(run, itemIndex),
				);
				if (goOn) {
					results[itemIndex] = [
						{ json: { error: wrapped.message }, error: wrapped, pairedItem: { item: itemIndex } },
					];
				} else {
					run.stop();
					if (!failure || itemIndex < failure.itemIndex) failure = { itemIndex, error: wrapped };
				}
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(run.settings.concurrency, count) }, work));
	report(execute, {
		connections: await connectionsOf(run),
		failedItems: failed,
		skipped: run.skipped,
	});

	if (failure) {
		const { error } = failure;
		if (count > 1) {
			const note = `${done} of ${count} items were processed before the node stopped. Failed item: ${failure.itemIndex}`;
			error.description = [error.description, note].filter(Boolean).join('. ');
		}
		throw error;
	}
	if (run.signal?.aborted) throw new NodeOperationError(execute.getNode(), new Cancelled().message);

	const output: INodeExecutionData[] = [];
	for (const items of results) for (const item of items) output.push(item);
	return [output];
}

const readerOf =
	(execute: IExecuteFunctions, itemIndex: number): ReadRaw =>
	(name, fallback) =>
		execute.getNodeParameter(name, itemIndex, fallback as string, { skipValidation: true });

function startRun(execute: IExecuteFunctions, api: Api): Run {
	const timezone = execute.getTimezone();
	const options = placed({ options: settingsParameters(api) });
	const settings = readSettings(api, readValues(options, readerOf(execute, 0), timezone));
	const signal = execute.getExecutionCancelSignal();
	const stopped = new AbortController();
	return {
		execute,
		api,
		settings,
		timezone,
		...(signal ? { signal } : {}),
		halt: signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal,
		stop: () => stopped.abort(),
		connections: new Map(),
		operations: new Map(),
		sensitive: new Map(),
		taken: new Set(),
		skipped: new Map(),
	};
}

/** The connection for a resource's credential, made once per run. */
async function connectionFor(run: Run, resource: Resource): Promise<Connection> {
	const credentialType = resource.credential ?? run.api.credential;
	let connection = run.connections.get(credentialType);
	if (!connection) {
		const { execute, api, settings, signal, halt } = run;
		connection = connect(execute, api, { credentialType, settings, signal, halt });
		run.connections.set(credentialType, connection);
	}
	return await connection;
}

function withParameters({ operations }: Run, declared: Operation) {
	let complete = operations.get(declared);
	if (!complete) {
		const operation = withCommonParameters(declared);
		complete = { operation, parameters: parametersOf(operation) };
		operations.set(declared, complete);
	}
	return complete;
}

async function connectionsOf({ connections }: Run): Promise<Connection[]> {
	const made = await Promise.allSettled(connections.values());
	return made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** Every secret of the credentials that this run has read, and of one item's values. */
async function secretsOf(run: Run, itemIndex: number): Promise<string[]> {
	const shared = (await connectionsOf(run)).flatMap(({ secrets }) => secrets);
	return [...shared, ...(run.sensitive.get(itemIndex) ?? [])];
}

/** The operation that an item names, with its resource. */
function chosenOperation(api: Api, read: ReadRaw) {
	const resourceName = String(read('resource', undefined));
	const operationName = String(read('operation', undefined));
	const resource = Object.hasOwn(api.resources, resourceName)
		? api.resources[resourceName]
		: undefined;
	if (!resource)
		throw new InvalidValue(
			`The resource "${resourceName}" doesn't exist. Select one from the list`,
		);
	const operation = Object.hasOwn(resource.operations, operationName)
		? resource.operations[operationName]
		: undefined;
	if (!operation) {
		throw new InvalidValue(
			`The operation "${operationName}" of ${resource.name} doesn't exist. Select one from the list`,
		);
	}
	return { resource, operation, resourceName, operationName };
}

async function runItem(run: Run, itemIndex: number): Promise<INodeExecutionData[]> {
	const { execute, api } = run;
	const read = readerOf(execute, itemIndex);
	const chosen = chosenOperation(api, read);
	const shared = await connectionFor(run, chosen.resource);
	const refusal = api.refuse?.(shared.credentials, chosen.resourceName, chosen.operationName);
	if (refusal !== undefined) throw new InvalidValue(refusal);

	const { operation, parameters } = withParameters(run, chosen.operation);
	if (operation.takesAll && run.taken.has(operation)) return [];
	if (operation.takesAll) run.taken.add(operation);
	const values = readValues(parameters, read, run.timezone);
	const overrides = readOverrides(api, read, run.timezone) as ICredentialDataDecryptedObject;
	const sensitive = sensitiveTexts(parameters, values);
	if (sensitive.length > 0) run.sensitive.set(itemIndex, sensitive);
	const flaw = operation.check?.(values);
	if (flaw !== undefined) throw new InvalidValue(flaw);
	const connection = {
		...shared,
		credentials: { ...shared.credentials, ...overrides },
		secrets: [...shared.secrets, ...sensitive],
	};
	const item: Item = { run, connection, operation, values, itemIndex };
	if (operation.run) {
		const result = await operation.run(contextOf(item));
		return await Promise.all(result.map(async (made) => await toOutput(item, made)));
	}
	if (operation.pagination) return await listRecords(item);
	const { records } = await perform(connection, operation, values);
	return records.map((record) => toItem(item, record));
}

function contextOf({ run, connection, operation, values, itemIndex }: Item): OperationContext {
	return {
		execute: run.execute,
		itemIndex,
		values,
		credentials: connection.credentials,
		request: () => toRequest(operation, values),
		send: async (request) => await send(connection, request),
		records: async (request) =>
			readAnswer(connection, operation, request, await send(connection, request), values),
		perform: async (other = operation, given = values) =>
			(await perform(connection, other, given)).records,
		skip: (why) => {
			run.skipped.set(why, (run.skipped.get(why) ?? 0) + 1);
			return [];
		},
		list: (other = operation, given = values) => recordsOf(connection, other, given),
	};
}

/** The records of a list; with a limit, no page is larger than that. */
async function* recordsOf(
	connection: Connection,
	operation: Operation,
	values: Values,
	limit?: number,
): AsyncGenerator<IDataObject> {
	for await (const { records } of entryPages(connection, operation, values, { limit })) {
		for (const entry of records) {
			if (entry !== null && entry !== undefined) yield toJson(entry);
		}
	}
}

/** A record as it leaves the node, by Output where the operation has it. */
function toItem(
	{ operation, values, itemIndex }: Item,
	record: unknown,
	binary?: INodeExecutionData['binary'],
): INodeExecutionData {
	const { output } = operation;
	const json = output
		? toJson(shapeRecord(toJson(record), output, values as OutputValues))
		: toJson(record);
	return paired(binary ? { json, binary } : { json }, itemIndex);
}

/** What `run` has made, as it leaves the node. */
async function toOutput(
	item: Item,
	{ json, binary, more, error, items }: OperationResult[number],
): Promise<INodeExecutionData> {
	const { run, itemIndex } = item;
	const made = toItem(item, json, binary);
	Object.assign(made.json, more);
	if (items) made.pairedItem = items.map((source) => ({ item: source }));
	if (error === undefined) return made;
	const count = run.execute.getInputData().length;
	const secrets = await secretsOf(run, itemIndex);
	const node = run.execute.getNode();
	const failure = itemError(node, error, { itemIndex, count }, secrets);
	made.json = { ...made.json, error: failure.message };
	// Of an item with an error n8n leaves nothing but the message, so only its error output gets one.
	if (node.onError === 'continueErrorOutput') made.error = failure;
	return made;
}

async function listRecords(item: Item): Promise<INodeExecutionData[]> {
	const { connection, operation, values } = item;
	const limit = readLimit(values);
	const items: INodeExecutionData[] = [];
	for await (const record of recordsOf(connection, operation, values, limit)) {
		items.push(toItem(item, record));
		if (items.length >= (limit ?? Infinity)) break;
	}
	return items;
}

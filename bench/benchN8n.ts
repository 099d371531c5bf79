import type { IConnections, IDataObject, INode, INodeCredentials, ITaskData } from 'n8n-workflow';

import { demoCredentials } from '../scripts/credentials';
import { N8nApi, type Execution, type Workflow } from '../scripts/n8n/api';
import { N8nInstance, type N8nOptions } from '../scripts/n8n/instance';
import { QueueMode } from '../scripts/n8n/queueMode';
import type { Packed } from '../scripts/pack';
import { poll } from '../scripts/poll';
import { cpuMs } from './processUse';

const owner = { email: 'bench@example.com', password: 'Talk-platforms-1' };

/** What one run of a node came to. */
export interface NodeResult {
	/** The node's own time as n8n measures it; milliseconds. */
	ms: number;
	/** What it handed on: nothing when it failed. */
	items: IDataObject[];
	/** Its error, where it failed. */
	error?: string;
}

/** A request to a webhook of n8n. */
export interface Call {
	/** Below n8n's webhooks. */
	path: string;
	body: string;
	headers?: Record<string, string>;
}

/** How n8n is started for a benchmark. */
export type BenchN8nOptions = Pick<N8nOptions, 'installation' | 'packages' | 'settings'>;

/** A running n8n that is measured: one process, or several in queue mode. */
export class BenchN8n {
	private readonly credentials: INodeCredentials = {};
	private calls = 0;

	private constructor(
		readonly api: N8nApi,
		/** First the one whose interface people use. */
		private readonly processes: [N8nInstance, ...N8nInstance[]],
		/** Those that take webhooks, by turns. */
		private readonly webhooks: N8nInstance[],
		private readonly end: () => Promise<void>,
	) {}

	/** Starts n8n with packages of nodes, and credentials for the simulated vendors in it. */
	static async start(options: BenchN8nOptions, simulatorUrl: string): Promise<BenchN8n> {
		const instance = await N8nInstance.start(options);
		const api = await N8nApi.signUp(instance.url, owner);
		const n8n = new BenchN8n(api, [instance], [instance], async () => await instance.stop());
		await n8n.createCredentials(simulatorUrl);
		return n8n;
	}

	/** As `start`, in queue mode: a main process, two webhook processors, two workers, Redis and Postgres. */
	static async startQueueMode(options: BenchN8nOptions, simulatorUrl: string): Promise<BenchN8n> {
		const queueMode = await QueueMode.start({ ...options, owner });
		const { api, main, processors, workers } = queueMode;
		const end = async () => await queueMode.stop();
		const n8n = new BenchN8n(api, [main, ...processors, ...workers], processors, end);
		await n8n.createCredentials(simulatorUrl);
		return n8n;
	}

	private async createCredentials(simulatorUrl: string): Promise<void> {
		for (const { vendor, type, name, data } of demoCredentials) {
			await this.createCredential(type, name, data(`${simulatorUrl}/${vendor}`));
		}
	}

	/** Stores a credential, which takes the place of the one that nodes have got until then. */
	async createCredential(type: string, name: string, data: object): Promise<void> {
		this.credentials[type] = { id: await this.api.createCredential(type, name, data), name };
	}

	/** The number of the process whose memory is looked at. */
	get pid(): number {
		return this.processes[0].pid;
	}

	/** Milliseconds of processor time that all its processes have used so far. */
	async cpuMs(): Promise<number> {
		return await cpuMs(this.processes.map(({ pid }) => pid));
	}

	/** A node's credentials of one type. */
	credentialsOf(type: string): INodeCredentials {
		const credential = this.credentials[type];
		if (!credential) throw new Error(`There is no credential of type ${type}`);
		return { [type]: credential };
	}

	/**
	 * Publishes a workflow of nodes in a row.
	 *
	 * @param connections besides those of the row, or in their place
	 */
	async publish(
		name: string,
		nodes: INode[],
		{ settings = {}, connections = {} }: { settings?: object; connections?: IConnections } = {},
	): Promise<Workflow> {
		const links = nodes.slice(1).map(({ name: next }, index) => {
			const from = nodes[index] as INode;
			return [from.name, { main: [[{ node: next, type: 'main' as const, index: 0 }]] }];
		});
		const workflow = await this.api.createWorkflow({
			name,
			nodes,
			connections: { ...Object.fromEntries(links), ...connections },
			settings: { executionOrder: 'v1', ...settings },
		});
		await this.api.publish(workflow);
		return workflow;
	}

	/** Calls a webhook; resolves with the answer's status and body. */
	async call({ path, body, headers }: Call): Promise<{ status: number; body: string }> {
		const { url } = this.webhooks[this.calls++ % this.webhooks.length] as N8nInstance;
		const response = await fetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body,
		});
		return { status: response.status, body: await response.text() };
	}

	/** What a node did in the latest execution of a workflow that has been called. */
	async latestResult(workflow: Workflow, node: string): Promise<NodeResult> {
		const [id] = await this.api.executionIds(workflow);
		if (id === undefined) throw new Error(`"${workflow.name}" was not executed`);
		return resultOf(await this.api.finished(id), node);
	}

	/** The ids of all executions of a workflow, waited for until so many have ended. */
	async endedExecutions(workflow: Workflow, count: number): Promise<string[]> {
		await poll(
			async () =>
				(await this.countExecutions(workflow, ['success', 'error'])) >= count || undefined,
			{
				timeoutMs: 120_000,
				intervalMs: 250,
				timeout: () => `"${workflow.name}" was not executed ${count} times`,
			},
		);
		const ids: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await this.executions(workflow, { limit: 100, cursor });
			ids.push(...page.results.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return ids;
	}

	/** How many executions of a workflow there are with one of these statuses. */
	async countExecutions(workflow: Workflow, status: string[]): Promise<number> {
		return (await this.executions(workflow, { limit: 1, status })).count;
	}

	private async executions(
		{ id }: Workflow,
		{ limit, cursor, status }: { limit: number; cursor?: string; status?: string[] },
	): Promise<{ count: number; results: Array<{ id: string }>; nextCursor?: string | null }> {
		const any = ['new', 'running', 'waiting', 'success', 'error', 'crashed', 'canceled'];
		const query = new URLSearchParams({
			limit: String(limit),
			filter: JSON.stringify({ workflowId: id, status: status ?? any }),
			...(cursor === undefined ? {} : { cursor }),
		});
		const response = await fetch(`${this.api.url}/rest/executions?${query}`, {
			headers: { cookie: this.api.cookie },
		});
		if (!response.ok) throw new Error(`n8n: executions: ${await response.text()}`);
		return ((await response.json()) as { data: never }).data;
	}

	/**
	 * Stops n8n and starts it again with these packages only.
	 *
	 * @returns milliseconds until it could be used, and of processor time until then
	 */
	async restart(packages: Packed[]): Promise<{ ms: number; cpuMs: number }> {
		const [main] = this.processes;
		await main.restart(packages);
		return { ms: main.startedInMs, cpuMs: await this.cpuMs() };
	}

	async stop(): Promise<void> {
		await this.end();
	}
}

function resultOf({ data }: Execution, node: string): NodeResult {
	const [run] = (data.resultData.runData[node] ?? []) as [ITaskData?];
	if (!run)
		throw new Error(`"${node}" did not run: ${data.resultData.error?.message ?? 'unknown'}`);
	const items = (run.data?.main?.[0] ?? []).map(({ json }) => json);
	return { ms: run.executionTime, items, ...(run.error ? { error: run.error.message } : {}) };
}

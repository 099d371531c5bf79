import type { IDataObject, INode, INodeCredentials, ITaskData } from 'n8n-workflow';

import { demoCredentials } from '../scripts/credentials';
import { N8nApi, type Execution, type Workflow } from '../scripts/n8n/api';
import { N8nInstance } from '../scripts/n8n/instance';
import type { Packed } from '../scripts/pack';
import { poll } from '../scripts/poll';
import type { Launcher } from './launcher';

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

/** A running n8n that is measured. */
export class BenchN8n {
	private constructor(
		readonly pid: number,
		readonly api: N8nApi,
		private readonly instance: N8nInstance,
		private readonly credentials: INodeCredentials,
	) {}

	/** Starts n8n with packages of nodes, and credentials for the simulated vendors in it. */
	static async start(
		launcher: Launcher,
		packages: Packed[],
		simulatorUrl: string,
	): Promise<BenchN8n> {
		const instance = await N8nInstance.start({ installation: launcher.installation, packages });
		const api = await N8nApi.signUp(instance.url, owner);
		const credentials: INodeCredentials = {};
		for (const { vendor, type, name, data } of demoCredentials) {
			const id = await api.createCredential(type, name, data(`${simulatorUrl}/${vendor}`));
			credentials[type] = { id, name };
		}
		return new BenchN8n(await launcher.pid(), api, instance, credentials);
	}

	/** A node's credentials of one type. */
	credentialsOf(type: string): INodeCredentials {
		const credential = this.credentials[type];
		if (!credential) throw new Error(`There is no credential of type ${type}`);
		return { [type]: credential };
	}

	/** Publishes a workflow of nodes in a row. */
	async publish(name: string, nodes: INode[], settings: object = {}): Promise<Workflow> {
		const links = nodes.slice(1).map(({ name: next }, index) => {
			const from = nodes[index] as INode;
			return [from.name, { main: [[{ node: next, type: 'main' as const, index: 0 }]] }];
		});
		const workflow = await this.api.createWorkflow({
			name,
			nodes,
			connections: Object.fromEntries(links),
			settings: { executionOrder: 'v1', ...settings },
		});
		await this.api.publish(workflow);
		return workflow;
	}

	/** Calls a workflow that answers when its last node is done; resolves with the answer's status and body. */
	async call(path: string, body: object): Promise<{ status: number; body: string }> {
		const response = await fetch(`${this.instance.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
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

	private async countExecutions(workflow: Workflow, status: string[]): Promise<number> {
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
		const response = await fetch(`${this.instance.url}/rest/executions?${query}`, {
			headers: { cookie: this.api.cookie },
		});
		if (!response.ok) throw new Error(`n8n: executions: ${await response.text()}`);
		return ((await response.json()) as { data: never }).data;
	}

	async stop(): Promise<void> {
		await this.instance.stop();
	}
}

function resultOf({ data }: Execution, node: string): NodeResult {
	const [run] = (data.resultData.runData[node] ?? []) as [ITaskData?];
	if (!run)
		throw new Error(`"${node}" did not run: ${data.resultData.error?.message ?? 'unknown'}`);
	const items = (run.data?.main?.[0] ?? []).map(({ json }) => json);
	return { ms: run.executionTime, items, ...(run.error ? { error: run.error.message } : {}) };
}

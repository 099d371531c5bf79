import { parse } from 'flatted';
import type {
	IConnections,
	IDataObject,
	INode,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';

import { poll } from '../poll';

/** Who n8n belongs to, and how to sign in to its editor. */
export interface Owner {
	email: string;
	password: string;
}

/** A workflow as n8n exports and imports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface Workflow extends WorkflowFile {
	id: string;
	versionId: string;
}

/** One run of a workflow with all that its nodes handed on. */
export interface Execution {
	id: string;
	status: string;
	/** ISO 8601. */
	startedAt: string;
	/** ISO 8601; absent until it has ended. */
	stoppedAt?: string;
	data: IRunExecutionData;
}

const unfinished = ['new', 'running', 'waiting'];

const finished = ['success', 'error', 'crashed', 'canceled'];

/** n8n's REST interface as its editor uses it, signed in as the owner. */
export class N8nApi {
	constructor(
		/** Where n8n is. */
		readonly url: string,
		/** The session, as a Cookie header. */
		readonly cookie: string,
	) {}

	/** Makes the owner account of a new n8n. */
	static async signUp(url: string, owner: Owner): Promise<N8nApi> {
		const response = await fetch(`${url}/rest/owner/setup`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...owner, firstName: 'Talk', lastName: 'Platforms' }),
		});
		if (!response.ok) throw new Error(`n8n: owner account: ${await response.text()}`);
		const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		return new N8nApi(url, cookie.join('; '));
	}

	/** The answer's `data`; throws with n8n's own words otherwise. */
	private async call<Data>(method: string, path: string, body?: object): Promise<Data> {
		const response = await fetch(`${this.url}/rest/${path}`, {
			method,
			headers: { cookie: this.cookie, 'content-type': 'application/json' },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		return (JSON.parse(text) as { data: Data }).data;
	}

	/** The types of all nodes that this n8n has, those that it makes as tools of agents included. */
	async nodeTypes(): Promise<string[]> {
		const response = await fetch(`${this.url}/types/nodes.json`, {
			headers: { cookie: this.cookie },
		});
		if (!response.ok) throw new Error(`n8n: types of nodes: ${response.status}`);
		const types = (await response.json()) as Array<{ name: string }>;
		return types.map(({ name }) => name);
	}

	/** Stores a credential; nodes refer to it by the id. */
	async createCredential(type: string, name: string, data: object): Promise<string> {
		return (await this.call<{ id: string }>('POST', 'credentials', { type, name, data })).id;
	}

	/** Saves a credential and tests it, as its dialog does; returns what the dialog shows. */
	async testCredential(type: string, data: object): Promise<unknown> {
		const id = await this.createCredential(type, type, data);
		const response = await fetch(`${this.url}/rest/credentials/test`, {
			method: 'POST',
			headers: { cookie: this.cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ credentials: { id, name: type, type, data } }),
		});
		const text = await response.text();
		// Where n8n itself fails over an answer, the dialog shows the error as well.
		return response.ok
			? (JSON.parse(text) as { data: unknown }).data
			: { status: response.status, message: text };
	}

	/** Imports a workflow. A credential that it knows by name only gets the id of the one with that name. */
	async createWorkflow(workflow: WorkflowFile): Promise<Workflow> {
		return await this.call('POST', 'workflows', { settings: {}, ...workflow });
	}

	/** A workflow as it is stored. */
	async workflow(id: string): Promise<Workflow> {
		return await this.call('GET', `workflows/${id}`);
	}

	/** Publishes a workflow and waits until its production webhooks are there. */
	async publish({ id, name, versionId }: Workflow): Promise<void> {
		await this.call('POST', `workflows/${id}/activate`, { versionId });
		await poll(
			async () => {
				const path = `workflows/${id}/publication-status`;
				const found = await this.call<{ status: string }>('GET', path).catch((error: Error) => {
					// Before 2.40, n8n publishes before it answers.
					if (error.message.includes('Cannot GET')) return { status: 'published' };
					throw error;
				});
				if (found.status === 'failed') {
					throw new Error(`n8n could not publish "${name}": ${JSON.stringify(found)}`);
				}
				return found.status === 'published' || undefined;
			},
			{ timeout: () => `n8n did not publish "${name}" in time` },
		);
	}

	/** Ends a workflow's triggers. */
	async unpublish({ id }: Pick<Workflow, 'id'>): Promise<void> {
		await this.call('POST', `workflows/${id}/deactivate`, {});
	}

	/** Where the vendor sends its events to a published workflow. */
	productionUrl({ name, nodes }: WorkflowFile): string {
		const id = nodes.find(({ webhookId }) => webhookId)?.webhookId;
		if (!id) throw new Error(`"${name}" has no webhook`);
		return `${this.url}/webhook/${id}/webhook`;
	}

	/** Runs a workflow from one of its triggers, as the button in the editor does, to the end. */
	async run(workflow: Workflow, trigger: string): Promise<Execution> {
		return await this.finished(await this.start(workflow, trigger));
	}

	/** Starts a workflow likewise; returns the ID of the execution. */
	async start(workflow: Workflow, trigger: string): Promise<string> {
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`workflows/${workflow.id}/run`,
			// Old versions of n8n do not read the workflow themselves.
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** Cancels an execution, as the button in the editor does. */
	async cancel(executionId: string): Promise<void> {
		await this.call('POST', `executions/${executionId}/stop`, {});
	}

	/**
	 * The ids of a workflow's executions, latest first, finished or not.
	 *
	 * @param status only of executions that have one of these
	 */
	async executionIds(
		{ id }: Pick<Workflow, 'id'>,
		// Without a status n8n puts two queries together, and an execution that ends between them is there twice.
		status: string[] = [...unfinished, ...finished],
	): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status }));
		const { results } = await this.call<{ results: Array<{ id: string }> }>(
			'GET',
			`executions?limit=100&filter=${filter}`,
		);
		return results.map((execution) => execution.id);
	}

	/** An execution, waited for until it has ended. */
	async finished(executionId: string): Promise<Execution> {
		const execution = await poll(
			async () => {
				const found = await this.call<(Omit<Execution, 'data'> & { data: string }) | undefined>(
					'GET',
					`executions/${executionId}`,
				);
				return found && !unfinished.includes(found.status) ? found : undefined;
			},
			{ timeout: () => `Execution ${executionId} did not end in time` },
		);
		return { ...execution, data: parse(execution.data) as IRunExecutionData };
	}

	/** A workflow's executions, waited for until there are so many and all have ended; oldest first. */
	async executions(workflow: Pick<Workflow, 'id'>, count: number): Promise<Execution[]> {
		const ids = await poll(
			async () => {
				const found = await this.executionIds(workflow);
				return found.length >= count ? found : undefined;
			},
			{ timeout: () => `There were not ${count} executions in time` },
		);
		return await Promise.all(ids.reverse().map((id) => this.finished(id)));
	}
}

/** Why an execution failed; `undefined` when it did not. */
export const errorOf = ({ data }: Execution) => data.resultData.error;

/** What a node handed on in an execution; nothing when it did not run or failed. */
export function itemsOf({ data }: Execution, node: string): IDataObject[] {
	const [run] = data.resultData.runData[node] ?? [];
	return (run?.data?.main?.[0] ?? []).map(({ json }) => json);
}

import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Api } from '../../nodes/shared/vendor/api';
import type { RequestRecord } from '../../simulator/client';

/** A request that the simulated service received. */
export interface ReceivedRequest {
	method: string;
	path: string;
	/** Exact; no query unless given. */
	query?: IDataObject;
	/** Exact; no body unless given. */
	body?: unknown;
	/** Besides those that every request of the service carries. */
	headers?: IDataObject;
	/** What the service answers; 200 unless given. */
	status?: number;
}

/** One use of one operation: what a person sets, what the service must receive, what comes out. */
export interface Use {
	resource: string;
	operation: string;
	/** What is special to this use: "with a name only". */
	case?: string;
	parameters?: INodeParameters;
	/** The workflow's time zone; UTC unless given. */
	timezone?: string;
	/** In their order. */
	requests: ReceivedRequest[];
	/** The JSON of every item, which may hold jest's matchers. */
	items: unknown[];
}

/** The uses of a service's operations, each run in n8n's engine and in a real n8n. */
export interface ServiceUses {
	/** Its name in the simulator. */
	service: string;
	/** The action node's name in the package. */
	node: string;
	nodeType: () => INodeType;
	api: Api;
	/** What every request carries; by credential type where there are several. */
	headers: IDataObject;
	/** Requests that are not part of a use, such as logins. */
	ignored?: (request: { method: string; path: string }) => boolean;
	uses: Use[];
	/** Operations that have tests of their own in a real n8n instead: "file: upload". */
	elsewhere?: string[];
}

/** "Smalltalk talk: create, with a name only" */
export const titleOf = ({ api }: ServiceUses, { resource, operation, ...use }: Use): string =>
	`${api.name} ${resource}: ${operation}${use.case ? `, ${use.case}` : ''}`;

/** Every operation of an API: "talk: create". */
export const operationsOf = ({ resources }: Api): string[] =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => `${resource}: ${operation}`),
	);

/** Every operation that is used: "talk: create". */
export const usedOperations = ({ uses, elsewhere = [] }: ServiceUses): string[] => [
	...new Set([...uses.map(({ resource, operation }) => `${resource}: ${operation}`), ...elsewhere]),
];

/** What the editor stores for a record that is given by its ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What the editor stores for a record that was picked from the list. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });

/** What the editor stores for a record that is given by the URL of its page. */
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

/** The requests of a use, as a whole record of each is expected. */
export const expectedRequests = ({ headers }: ServiceUses, { requests }: Use) =>
	requests.map(({ method, path, query = {}, body, status = 200, ...more }) => ({
		method,
		path,
		query,
		body,
		status,
		headers: expect.objectContaining({ ...headers, ...more.headers }) as unknown,
	}));

/** The requests that were received, as far as uses describe them. */
export const describedRequests = (
	{ ignored = () => false }: ServiceUses,
	received: readonly RequestRecord[],
) =>
	received
		.filter((request) => !ignored(request))
		.map(({ method, path, query, body, status, headers }) => ({
			method,
			path,
			query,
			body,
			status,
			headers,
		}));

import type { INodeCredentials, INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { environment } from './environment';

/** A picker of a node as it stands in the editor. */
export interface OpenPicker {
	/** The node's name in the package. */
	node: string;
	typeVersion?: number;
	/** Path of the parameter. */
	parameter: string;
	/** Name of its list-search method. */
	search: string;
	parameters: INodeParameters;
	credentials: INodeCredentials;
}

/** What n8n gives the editor for a picker's list. */
export async function openPicker(picker: OpenPicker): Promise<INodeListSearchResult['results']> {
	const { node, typeVersion = 1, parameter, search, parameters, credentials } = picker;
	const { n8n, packed } = environment();
	const response = await fetch(`${n8n.url}/rest/dynamic-node-parameters/resource-locator-results`, {
		method: 'POST',
		headers: { cookie: n8n.cookie, 'content-type': 'application/json' },
		body: JSON.stringify({
			path: `parameters.${parameter}`,
			nodeTypeAndVersion: { name: `${packed.name}.${node}`, version: typeVersion },
			methodName: search,
			currentNodeParameters: parameters,
			credentials,
		}),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n: list of ${parameter}: ${response.status} ${text}`);
	return (JSON.parse(text) as { data: INodeListSearchResult }).data.results;
}

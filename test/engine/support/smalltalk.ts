import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

import { SmalltalkApi } from '../../../credentials/SmalltalkApi.credentials';
import { Smalltalk } from '../../../nodes/Smalltalk/Smalltalk.node';
import type { Simulated } from './simulated';
import { runNode, type NodeResult, type NodeRun } from './workflow';

/** The API token that the simulator knows. */
export const apiToken = 'smalltalk-demo-token';

/** Runs the Smalltalk node against the simulator. */
export async function runSmalltalk(
	{ url }: Pick<Simulated, 'url'>,
	parameters: Record<string, NodeParameterValueType>,
	more: Partial<Pick<NodeRun, 'items' | 'onError' | 'timezone' | 'onStarted'>> & {
		credential?: IDataObject;
	} = {},
): Promise<NodeResult> {
	const { credential, ...rest } = more;
	return await runNode({
		nodeType: new Smalltalk(),
		parameters,
		credentials: {
			smalltalkApi: {
				type: new SmalltalkApi(),
				data: { apiToken, baseUrl: url, ...credential } as never,
			},
		},
		...rest,
	});
}

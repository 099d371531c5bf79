import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

import { TalkioApi } from '../../../credentials/TalkioApi.credentials';
import { Talkio } from '../../../nodes/Talkio/Talkio.node';
import type { Simulated } from './simulated';
import { runNode, type NodeResult, type NodeRun } from './workflow';

/** Credentials for the simulator. */
export const talkioCredentials = ({ url }: Pick<Simulated, 'url'>, changes: IDataObject = {}) => {
	const data = {
		baseUrl: url,
		organizationSlug: 'riverside-languages',
		apiKey: 'talkio-demo-key',
		providerSecret: 'talkio-demo-provider',
		...changes,
	};
	return { talkioApi: { type: new TalkioApi(), data: data as never } };
};

/** Runs the Talkio node against the simulator. */
export async function runTalkio(
	simulated: Pick<Simulated, 'url'>,
	parameters: Record<string, NodeParameterValueType>,
	{
		credential,
		...more
	}: Partial<Pick<NodeRun, 'items' | 'onError' | 'timezone' | 'onStarted'>> & {
		credential?: IDataObject;
	} = {},
): Promise<NodeResult> {
	return await runNode({
		nodeType: new Talkio(),
		parameters,
		credentials: talkioCredentials(simulated, credential),
		...more,
	});
}

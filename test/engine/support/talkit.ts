import type { ICredentialDataDecryptedObject, NodeParameterValueType } from 'n8n-workflow';

import { TalkitDeveloperApi } from '../../../credentials/TalkitDeveloperApi.credentials';
import { TalkitInstallationApi } from '../../../credentials/TalkitInstallationApi.credentials';
import { Talkit } from '../../../nodes/Talkit/Talkit.node';
import { installationUuids } from '../../../simulator/talkit/seed';
import type { TestCredential } from './credentials';
import type { Simulated } from './simulated';
import { runNode, type NodeResult, type NodeRun } from './workflow';

/** The developer key that the simulator knows. */
export const developerApiKey = 'talkit-demo-developer-key';

/** The secret key of the plugin that the seeded users have installed. */
export const pluginSecretKey = 'talkit-demo-plugin-secret';

/** Both credentials for the simulator, for Mira's installation unless given. */
export const talkitCredentials = (
	baseUrl: string,
	given: ICredentialDataDecryptedObject = {},
): Record<string, TestCredential> => ({
	talkitDeveloperApi: {
		type: new TalkitDeveloperApi(),
		data: { developerApiKey, baseUrl, ...given },
	},
	talkitInstallationApi: {
		type: new TalkitInstallationApi(),
		data: { pluginSecretKey, installationUuid: installationUuids.mira, baseUrl, ...given },
	},
});

/** Runs the Talkit node against the simulator. */
export async function runTalkit(
	{ url }: Pick<Simulated, 'url'>,
	parameters: Record<string, NodeParameterValueType>,
	more: Partial<Pick<NodeRun, 'items' | 'onError' | 'timezone' | 'onStarted'>> & {
		credential?: ICredentialDataDecryptedObject;
	} = {},
): Promise<NodeResult> {
	const { credential, ...rest } = more;
	return await runNode({
		nodeType: new Talkit(),
		parameters,
		credentials: talkitCredentials(url, credential),
		...rest,
	});
}

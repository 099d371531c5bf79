import type { ICredentialDataDecryptedObject, NodeParameterValueType } from 'n8n-workflow';

import { VoipbinApi } from '../../../credentials/VoipbinApi.credentials';
import { Voipbin } from '../../../nodes/Voipbin/Voipbin.node';
import { demoAccessKey, demoPassword } from '../../../simulator/voipbin/seed';
import type { TestCredential } from './credentials';
import type { Simulated } from './simulated';
import { runNode, type NodeResult, type NodeRun } from './workflow';

/** The login of the seeded agent who may change the account. */
export const adminLogin: ICredentialDataDecryptedObject = {
	authentication: 'agentLogin',
	username: 'ada@northwind.example',
	password: demoPassword,
};

/** The login of a seeded agent who may only talk. */
export const graceLogin = { ...adminLogin, username: 'grace@northwind.example' };

export const accessKeyLogin: ICredentialDataDecryptedObject = {
	authentication: 'accessKey',
	accessKeyToken: demoAccessKey,
};

/** A credential for the simulator, the admin's unless given; it remembers its session as n8n's does. */
export const voipbinCredential = (
	baseUrl: string,
	given: ICredentialDataDecryptedObject = adminLogin,
): TestCredential => ({
	type: new VoipbinApi(),
	data: { baseUrl: `${baseUrl}/v1.0`, sessionToken: '', ...given },
});

/** Runs the VoIPBin node against the simulator. */
export async function runVoipbin(
	{ url }: Pick<Simulated, 'url'>,
	parameters: Record<string, NodeParameterValueType>,
	more: Partial<Pick<NodeRun, 'items' | 'binary' | 'onError' | 'onStarted'>> & {
		credential?: TestCredential;
	} = {},
): Promise<NodeResult> {
	const { credential = voipbinCredential(url), ...rest } = more;
	return await runNode({
		nodeType: new Voipbin(),
		parameters,
		credentials: { voipbinApi: credential },
		...rest,
	});
}

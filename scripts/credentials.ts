/** What a person enters into a credential of n8n to use a simulated vendor. */
export interface DemoCredential {
	/** The vendor's name in the simulator. */
	vendor: string;
	type: string;
	/** The name that the example workflows know it by: the one that n8n proposes. */
	name: string;
	data: (baseUrl: string) => Record<string, string>;
}

/** The credentials for all simulated vendors, as the simulator is seeded. */
export const demoCredentials: DemoCredential[] = [
	{
		vendor: 'smalltalk',
		type: 'smalltalkApi',
		name: 'Smalltalk account',
		data: (baseUrl) => ({ apiToken: 'smalltalk-demo-token', baseUrl }),
	},
	{
		vendor: 'talkit',
		type: 'talkitDeveloperApi',
		name: 'Talkit Developer account',
		data: (baseUrl) => ({ developerApiKey: 'talkit-demo-developer-key', baseUrl }),
	},
	{
		vendor: 'talkit',
		type: 'talkitInstallationApi',
		name: 'Talkit Installation account',
		data: (baseUrl) => ({
			pluginSecretKey: 'talkit-demo-plugin-secret',
			installationUuid: '5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
			webhookSecret: 'talkit-demo-webhook-secret',
			baseUrl,
		}),
	},
	{
		vendor: 'stenomatic',
		type: 'stenomaticApi',
		name: 'Stenomatic account',
		data: (baseUrl) => ({
			apiKey: 'stenomatic-demo-key',
			baseUrl: `${baseUrl}/v1`,
			usageBaseUrl: '',
		}),
	},
	{
		vendor: 'voipbin',
		type: 'voipbinApi',
		name: 'VoIPBin account',
		data: (baseUrl) => ({
			authentication: 'agentLogin',
			username: 'ada@northwind.example',
			password: 'voipbin-demo-password',
			baseUrl: `${baseUrl}/v1.0`,
		}),
	},
	{
		vendor: 'talkio',
		type: 'talkioApi',
		name: 'Talkio account',
		data: (baseUrl) => ({
			baseUrl,
			organizationSlug: 'riverside-languages',
			apiKey: 'talkio-demo-key',
			providerSecret: 'talkio-demo-provider',
		}),
	},
];

import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeProperties,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

/** One credential of a test: its type and what a user would have entered. */
export interface TestCredential {
	type: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

/** Gives nodes their credentials as n8n does, without its database. */
export class TestCredentials extends ICredentialsHelper {
	constructor(private readonly credentials: Record<string, TestCredential>) {
		super();
	}

	private named(name: string): TestCredential {
		const credential = this.credentials[name];
		if (!credential) throw new Error(`The test has no credential of type ${name}`);
		return credential;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.named(typeName).type;
		return typeof authenticate === 'function'
			? await authenticate(credentials, requestOptions)
			: requestOptions;
	}

	/** As n8n's: only when the hidden expirable field is empty or known to be expired. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const credential = this.named(typeName);
		const expirable = credential.type.properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || !credential.type.preAuthentication) return undefined;
		if (credentials[expirable.name] && !credentialsExpired) return undefined;
		const fresh = await credential.type.preAuthentication.call(helpers, credentials);
		credential.data = { ...credential.data, ...(fresh as ICredentialDataDecryptedObject) };
		return Object.assign(credentials, fresh as ICredentialDataDecryptedObject);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Encrypted credentials are not part of these tests');
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return { ...this.named(type).data };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.named(type).type.properties;
	}
}

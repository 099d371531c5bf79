import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { demoCredentials } from '../../../scripts/credentials';
import { root } from '../../../scripts/paths';
import type { TestCredential } from './credentials';

/** The credential types that package.json names, by their names. */
const credentialTypes = (): Record<string, ICredentialType> => {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[] };
	};
	const types = n8n.credentials.map((shipped) => {
		const file = join(root, shipped.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		const className = basename(file, '.credentials.ts');
		const Type = jest.requireActual<Record<string, new () => ICredentialType>>(file)[className];
		if (!Type) throw new Error(`${file} does not export ${className}`);
		return new Type();
	});
	return Object.fromEntries(types.map((type) => [type.name, type]));
};

/** The credentials of a simulated service, as the demo has them. */
export function simulatedCredentials(
	service: string,
	baseUrl: string,
): Record<string, TestCredential> {
	const types = credentialTypes();
	return Object.fromEntries(
		demoCredentials
			.filter(({ vendor }) => vendor === service)
			.map(({ type, data }) => [
				type,
				{ type: types[type] as ICredentialType, data: data(baseUrl) },
			]),
	);
}

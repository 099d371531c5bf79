import { iconFlaws } from './files';
import { unless, type CredentialRule } from './rule';
import { descriptionFlaws } from './texts';

/** "Smalltalk API" and "smalltalkApi": n8n and its users know credentials by these endings. */
export const credentialNames: CredentialRule = ({ credential, className }) => [
	...unless(
		/^[a-z]\w*Api$/.test(credential.name),
		`the name ${credential.name} is not like vendorApi`,
	),
	...unless(
		/ API$/.test(credential.displayName),
		`"${credential.displayName}" does not end with "API"`,
	),
	...unless(
		className.toLowerCase() === credential.name.toLowerCase(),
		`the class ${className} is not called like the credential ${credential.name}`,
	),
];

/** A user can test it. */
export const credentialTest: CredentialRule = ({ credential }) => [
	...unless(!!credential.test?.request.url, 'there is no test request'),
];

/** A function, because n8n would evaluate an expression for every request. */
export const authenticateFunction: CredentialRule = ({ credential }) =>
	unless(typeof credential.authenticate === 'function', 'authenticate is not a function');

export const credentialDocumentation: CredentialRule = ({
	credential: { documentationUrl = '' },
}) =>
	unless(
		URL.canParse(documentationUrl) && /^https?:/.test(documentationUrl),
		`documentationUrl "${documentationUrl}" is no URL`,
	);

export const credentialIcon: CredentialRule = ({ credential, folder }) =>
	iconFlaws(credential.icon, folder);

const secretName = /password|secret|token|passphrase|cert|(api|private|auth|access|signing)_?key/i;
const harmlessName = /url|id$|pub/i;

/** Secrets are never shown while they are typed. */
export const hiddenSecrets: CredentialRule = ({ credential }) =>
	credential.properties
		.filter(({ name }) => secretName.test(name) && !harmlessName.test(name))
		.flatMap(({ name, typeOptions }) =>
			unless(typeOptions?.password === true, `${name} is shown as it is typed`),
		);

/** Every field is described, in good form. */
export const credentialDescriptions: CredentialRule = ({ credential }) =>
	credential.properties
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap(({ name, description }) =>
			description === undefined
				? [`${name} has no description`]
				: descriptionFlaws(description).map((flaw) => `${name}: "${description}" ${flaw}`),
		);

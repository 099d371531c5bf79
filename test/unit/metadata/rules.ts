import * as credentials from './rules/credentials';
import * as fields from './rules/fields';
import * as files from './rules/files';
import * as kinds from './rules/kinds';
import * as operations from './rules/operations';
import type { CredentialRule, NodeRule } from './rules/rule';
import * as texts from './rules/texts';
import * as wording from './rules/wording';

/** Every rule for nodes with operations, by what it asks for. */
export const operationRules: Record<string, NodeRule> = {
	'action texts are unique and well-formed': operations.actions,
	'lists are called Get Many': operations.getMany,
	'lists have Return All and Limit': operations.limits,
	'operations have their own fields': operations.fieldsOfOperations,
	'operations ask for their own credential': operations.credentialsOfOperations,
	'pickers take no expressions': fields.noExpressionsInPickers,
};

/** Every rule for all nodes. */
export const nodeRules: Record<string, NodeRule> = {
	'fields and operations have descriptions': texts.described,
	'descriptions are well-formed': texts.descriptionStyle,
	'texts are plain English': wording.plainEnglish,
	'notices are one sentence': wording.oneSentenceNotices,
	'labels have units': wording.units,
	'titles are short': texts.shortTitles,
	'placeholders are examples': texts.placeholders,
	'defaults fit': fields.defaults,
	'options show what their absence means': fields.absence,
	'lists are alphabetical': fields.alphabetical,
	'names and titles are unique': fields.uniqueNames,
	'names are camelCase': fields.camelCaseNames,
	'loaded lists have methods': fields.methods,
	'agents can use what acts': kinds.tools,
	'triggers are built for speed': kinds.triggers,
	'credentials are known': kinds.knownCredentials,
	'codex is complete': files.codex,
	'icons are light and dark': files.nodeIcon,
};

/** Every rule for credentials. */
export const credentialRules: Record<string, CredentialRule> = {
	'name ends with API': credentials.credentialNames,
	'has a test request': credentials.credentialTest,
	'authenticates by a function': credentials.authenticateFunction,
	'has documentation': credentials.credentialDocumentation,
	'has icons light and dark': credentials.credentialIcon,
	'hides secrets': credentials.hiddenSecrets,
	'fields have descriptions': credentials.credentialDescriptions,
	'reads as plain English': wording.plainCredentials,
};

import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const { community, credentials, nodes } = n8nNodesBase.configs;

/** The package.json of every package that is published. */
const manifests = ['package.json', 'packages/*/package.json'];

export default defineConfig(
	globalIgnores(['**/dist', 'coverage']),
	{
		// n8n's scanner ignores inline comments as well, so a rule is either met or not.
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
	},
	js.configs.recommended,
	{
		files: ['**/*.{js,cjs,mjs}'],
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['**/*.ts'], extends: [tseslint.configs.recommended] },

	// What n8n's scanner holds against the source of a package, in the same files.
	{
		files: [...manifests, '{nodes,credentials}/**/*.{ts,json}'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: {
			'no-console': 'error',
			'no-restricted-properties': [
				'error',
				...['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map(
					(property) => ({
						property,
						message: "Loads the tables of all languages, which costs n8n's start 15 ms.",
					}),
				),
			],
		},
	},
	{
		files: [...manifests, '{nodes,credentials}/**/*.json'],
		extends: [tseslint.configs.base],
		languageOptions: { parserOptions: { extraFileExtensions: ['.json'] } },
	},
	// The sets of eslint-plugin-n8n-nodes-base are written for eslintrc: their rules are all there is
	// to take over. Off is what n8n's own node-cli and scanner turn off, each for the reason given.
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{ files: manifests, rules: community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...credentials.rules,
			// Wants the name of a page of n8n's own documentation.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// credential-password-field of the community set knows better which fields are secret.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodes.rules,
			// Both want the text 'main' where the community set wants NodeConnectionTypes.Main.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// A vendor may have a real maximum.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);

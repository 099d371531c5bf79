/** Packages that are published as ES modules only: jest runs CommonJS, so they are compiled like our own files. */
const esModules = ['get-port', 'jose'];

const shared = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.[cm]?[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
		],
	},
	transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
	modulePathIgnorePatterns: ['/dist/', '/scripts/n8n/oldest/'],
};

module.exports = {
	projects: [
		{ ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
		{ ...shared, displayName: 'engine', testMatch: ['<rootDir>/test/engine/**/*.test.ts'] },
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/support/setup.ts',
			globalTeardown: '<rootDir>/test/e2e/support/teardown.ts',
		},
		{
			...shared,
			displayName: 'production',
			testMatch: ['<rootDir>/test/production/**/*.test.ts'],
			globalSetup: '<rootDir>/test/production/support/setup.ts',
			globalTeardown: '<rootDir>/test/production/support/teardown.ts',
		},
	],
};

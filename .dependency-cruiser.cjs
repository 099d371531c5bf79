/** The rooms of nodes/shared, each with the rooms that it stands on. */
const below = {
	vendor: [],
	http: ['vendor'],
	parameters: ['vendor'],
	records: ['vendor', 'http', 'parameters'],
	action: ['vendor', 'http', 'parameters', 'records'],
	trigger: ['vendor', 'http', 'parameters', 'records'],
};

const roomRules = Object.entries(below).map(([room, rooms]) => ({
	name: `${room}-stands-on-${rooms.join('-') || 'nothing'}`,
	comment: `nodes/shared/${room} uses itself and ${rooms.join(', ') || 'no other room'}: arrows run downwards only.`,
	severity: 'error',
	from: { path: `^nodes/shared/${room}/` },
	to: { path: '^(nodes|credentials)/', pathNot: `^nodes/shared/(${[room, ...rooms].join('|')})/` },
}));

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'A circle has no beginning for a reader, and no order in which it can be changed.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		...roomRules,
		{
			name: 'no-vendor-to-vendor',
			comment: 'A vendor stands on nodes/shared alone.',
			severity: 'error',
			from: { path: '^nodes/(?!shared/)([^/]+)/' },
			to: { path: '^nodes/', pathNot: '^nodes/(shared|$1)/' },
		},
		{
			name: 'ships-alone',
			comment: 'What ships uses nothing of the workshop around it.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(simulator|scripts|test|bench)/' },
		},
		{
			name: 'ships-without-dependencies',
			comment: 'n8n installs no dependencies: only what n8n itself brings along may be imported.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				pathNot: [
					'^(nodes|credentials)/',
					'(^|/)(n8n-workflow|luxon|@types/luxon)(/|$)',
					'^crypto$',
				],
			},
		},
		{
			name: 'simulator-knows-no-node',
			comment: 'The simulator plays the vendors by their documents, not by what the nodes send.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: '^(nodes|credentials|scripts|test|bench)/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require'] },
	},
};

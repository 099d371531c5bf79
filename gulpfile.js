const { globSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

/** The folders of the packages of one service each. */
const packages = globSync('packages/*/package.json').map(dirname);

/** Copies what tsc leaves out: icons and codex files, each into the same folder below dist. */
const assets = () =>
	src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

/** Copies into a package what it lists of dist, all that its nodes share, and the license. */
const copyInto = (folder) => {
	const { nodes, credentials } = require(`./${folder}/package.json`).n8n;
	const files = [...nodes.map((file) => join(dirname(file), '**')), 'dist/nodes/shared/**'];
	return src([...new Set(files), ...credentials, 'LICENSE'], { base: '.', encoding: false }).pipe(
		dest(folder),
	);
};

/** Removes every dist, so that nothing deleted from the source is packed. */
const clean = () =>
	Promise.all(
		['.', ...packages].map((folder) => rm(join(folder, 'dist'), { recursive: true, force: true })),
	);

const single = parallel(
	...packages.map((folder) => Object.assign(() => copyInto(folder), { displayName: folder })),
);

module.exports = { build: series(assets, single), clean };

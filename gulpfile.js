const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Copies what tsc leaves out: icons and codex files, each into the same folder below dist. */
const build = () =>
	src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

/** Removes dist, so that nothing deleted from the source is packed. */
const clean = () => rm('dist', { recursive: true, force: true });

module.exports = { build, clean };

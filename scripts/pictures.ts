import { runScript } from './failure';
import { runCommand } from './processGroup';

/** Takes the pictures in `docs/` again, from the real editor: its tests take them on their way. */
const main = (): Promise<number> =>
	runCommand('jest', ['--selectProjects', 'e2e', '--testPathPatterns', 'editor'], {
		UPDATE_SCREENSHOTS: 'yes',
	});

runScript(main);

import { ensureProgram } from './program';
import type { Report } from './progress';

/** The path of a Chromium, installed first where there is none. */
export const ensureChromium = async (report?: Report): Promise<string> =>
	await ensureProgram(
		{
			title: 'Chromium',
			choices: 'Chromium or Chrome',
			variable: 'CHROMIUM_PATH',
			names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
			elsewhere: [
				'/usr/bin/chromium',
				'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
				'/Applications/Chromium.app/Contents/MacOS/Chromium',
			],
			debianPackage: 'chromium',
		},
		report,
	);

import { Listr } from 'listr2';

import { interactive, type Report } from './progress';

/**
 * Does one step of a script and shows how far it is: on a terminal in a line that is written over,
 * elsewhere in plain lines. A failure is not shown here: it is thrown on.
 */
export async function step<Result>(
	title: string,
	work: (report: Report) => Promise<Result>,
): Promise<Result> {
	if (!interactive) {
		console.log(title);
		return await work((line) => console.log(`  ${line}`));
	}
	const results: Result[] = [];
	await new Listr(
		{
			title,
			task: async (_context, task) => {
				const report: Report = (line) => {
					task.output = line;
				};
				results.push(await work(report));
			},
		},
		{ rendererOptions: { showErrorMessage: false }, registerSignalListeners: false },
	).run();
	return results[0] as Result;
}

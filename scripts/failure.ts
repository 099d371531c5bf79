/** An error that a person can do something about: its message is one sentence that says what. */
export class Failure extends Error {
	override name = 'Failure';
}

/** By name, because `npm.cjs` makes its failures without this class. */
function isFailure(error: unknown): error is Error {
	return error instanceof Error && error.name === 'Failure';
}

const undo: Array<() => unknown> = [];

/** Registers what has to be undone when the script ends, however it ends; the latest is undone first. */
export function atEnd(task: () => unknown): void {
	undo.push(task);
}

async function end(exitCode: number): Promise<never> {
	for (let task = undo.pop(); task; task = undo.pop()) {
		await Promise.resolve()
			.then(task)
			.catch((error: unknown) => console.error(`Cleaning up: ${String(error)}`));
	}
	process.exit(exitCode);
}

/**
 * Runs a script: prints a failure as the one sentence it is, undoes what was registered with
 * `atEnd` on every way out, and exits with the code that `main` returns.
 */
export function runScript(main: () => Promise<number>): void {
	let interrupted = false;
	for (const [signal, exitCode] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.on(signal, () => {
			// Ctrl-C reaches this process twice: from the terminal and from run.mjs.
			if (interrupted) return;
			interrupted = true;
			console.error('\nStopping; run the same command again to start over.');
			void end(exitCode);
		});
	}
	const finish = (exitCode: number) => {
		// An interruption ends the script by itself, once everything is undone.
		if (!interrupted) void end(exitCode);
	};
	main().then(finish, (error: unknown) => {
		if (interrupted) return;
		console.error(
			isFailure(error)
				? `\n${error.message}`
				: `\n${error instanceof Error ? error.stack : String(error)}\n\nThis should not happen: please report it with the lines above, and run the same command again.`,
		);
		finish(1);
	});
}

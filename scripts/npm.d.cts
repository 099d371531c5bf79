/** How and where npm runs. */
export interface NpmOptions {
	cwd: string;
	/** The output is added to the end of this file. */
	logFile: string;
	/** Added to this process's environment. */
	env?: NodeJS.ProcessEnv;
	/** Called with every line that npm prints. */
	onLine?: (line: string) => void;
}

/**
 * Runs npm. Resolves when it succeeds; otherwise rejects with a failure whose message is one
 * sentence that says what to do and names the log.
 */
export function npm(args: string[], options: NpmOptions): Promise<void>;

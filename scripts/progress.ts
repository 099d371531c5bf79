/** Takes a line that says how far a step is. */
export type Report = (line: string) => void;

/** Whether a line on screen can be written over; otherwise progress is plain lines, and fewer of them. */
export const interactive = Boolean(process.stdout.isTTY) && !process.env.CI;

/** A duration as minutes and seconds: `4:05`. */
export function elapsed(since: number): string {
	const seconds = Math.round((Date.now() - since) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Reports `text()` with the elapsed time, again and again, until `work` is done. */
export async function withProgress<T>(
	report: Report,
	text: () => string,
	work: Promise<T>,
): Promise<T> {
	const start = Date.now();
	const show = () => report(`${text()} (${elapsed(start)})`);
	show();
	const timer = setInterval(show, interactive ? 1_000 : 15_000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
		show();
	}
}

import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import type { Connection } from '../http/connection';
import { seconds } from '../http/failureText';

/** A wait that people notice; milliseconds. */
const noticedMs = 5_000;

/** What happened in a run that its items don't show. */
export interface RunReport {
	connections: readonly Connection[];
	failedItems: number;
	/** How often an item was left out, by why. */
	skipped: ReadonlyMap<string, number>;
}

const hint = (message: string): NodeExecutionHint => ({
	message,
	type: 'info',
	location: 'outputPane',
});

/**
 * Tells n8n about a run: numbers for its tracing, and hints for whoever looks at the output. Versions
 * of n8n that have neither lose nothing.
 */
export function report(
	execute: IExecuteFunctions,
	{ connections, failedItems, skipped }: RunReport,
): void {
	const sum = (number: (connection: Connection) => number) =>
		connections.reduce((total, connection) => total + number(connection), 0);
	const { setMetadata, addExecutionHints } = execute as Partial<IExecuteFunctions>;
	setMetadata?.call(execute, {
		tracing: {
			requests: sum(({ tally }) => tally.requests),
			retries: sum(({ tally }) => tally.retries),
			rate_limited: sum(({ tally }) => tally.refusals),
			rate_limit_wait_ms: Math.round(sum(({ lane }) => lane.limitedMs())),
			items_failed: failedItems,
		},
	});
	const hints = [
		...connections
			.filter(({ lane }) => lane.limitedMs() >= noticedMs)
			.map(({ api, lane }) =>
				hint(`Waited ${seconds(lane.limitedMs())} for the rate limit of ${api.name}.`),
			),
		...[...skipped].map(([why, count]) =>
			hint(`${count} ${count === 1 ? 'item was' : 'items were'} skipped: ${why}.`),
		),
	];
	if (hints.length > 0) addExecutionHints?.call(execute, ...hints);
}

import { styleText } from 'node:util';

import type { RequestRecord } from '../simulator/client';
import { errorOf, itemsOf, type Execution } from './n8n/api';

/** An event on its way through a workflow. */
export interface RoundTrip {
	execution: Execution;
	/** What the vendor was asked meanwhile. */
	requests: RequestRecord[];
}

const indented = (text: string) => text.replace(/^/gm, '  ');

function section(title: string, lines: string[]): string {
	return [styleText('bold', title), ...lines.map(indented)].join('\n');
}

const json = (items: unknown[]) => items.map((item) => JSON.stringify(item, undefined, 2));

function call({ method, path, query, status }: RequestRecord): string {
	const search = new URLSearchParams(query as Record<string, string>).toString();
	return `${method} ${path}${search && `?${search}`} → ${status ?? 'no answer'}`;
}

/** Says in plain text what happened: the event that came in, the calls made, and the items that came out. */
export function describeRoundTrip({ execution, requests }: RoundTrip): string {
	const { runData, lastNodeExecuted = '' } = execution.data.resultData;
	const [trigger = ''] = Object.keys(runData);
	const error = errorOf(execution);
	const end = error
		? section(`Failed at "${lastNodeExecuted}"`, [error.message])
		: section(`Items out of "${lastNodeExecuted}"`, json(itemsOf(execution, lastNodeExecuted)));
	return [
		section(`Event in at "${trigger}"`, json(itemsOf(execution, trigger))),
		section('Calls made', requests.map(call)),
		end,
	].join('\n\n');
}

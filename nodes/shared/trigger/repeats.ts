import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { RecentMap } from './recentMap';

/** Most events that are remembered: n8n writes them with every change of the workflow's data. */
const maxRemembered = 500;

/**
 * Whether an event came before, and remembers it. Advisory: n8n keeps this data per workflow, the
 * last writer wins, so of two deliveries at the same moment both may pass.
 *
 * @param data the node's static data; `seenEvents` holds hashes of identities and epoch milliseconds
 * @param windowMs how long an event is remembered
 */
export function isRepeat(
	data: IDataObject,
	identity: string,
	windowMs: number,
	now: number,
): boolean {
	const key = createHash('sha256').update(identity).digest('base64url').slice(0, 16);
	const remembered = Array.isArray(data.seenEvents) ? data.seenEvents : [];
	const seen = (remembered as unknown as Array<[string, number]>).filter(
		([, at]) => now - at < windowMs,
	);
	if (seen.some(([known]) => known === key)) return true;
	const kept = [...seen, [key, now]].slice(-maxRemembered);
	data.seenEvents = kept as unknown as IDataObject[];
	return false;
}

/** Triggers whose events a process remembers. */
const maxTriggers = 1000;

const ofProcess = new RecentMap<string, IDataObject>(maxTriggers);

/**
 * What this process remembers for a trigger, for `isRepeat`. n8n 2.40 drops a trigger's change of
 * its static data when the event starts an execution and there were such data before; until n8n
 * keeps it, repeats that come to the same process are known by this.
 *
 * @param trigger identifies the trigger in all of n8n
 */
export function memoryOfProcess(trigger: string): IDataObject {
	const known = ofProcess.get(trigger);
	if (known) return known;
	const data: IDataObject = {};
	ofProcess.set(trigger, data);
	return data;
}

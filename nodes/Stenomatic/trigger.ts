import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../shared/http/connection';
import { apiPathParameter } from '../shared/records/paths';
import type { Page } from '../shared/records/pagination';
import { perform } from '../shared/records/perform';
import { instantOf, timeOf } from '../shared/trigger/polling';
import { pollingTrigger, type PollCall } from '../shared/trigger/pollingTrigger';
import { choice, number } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { clientKind, roomClientKind } from './client';
import { room, simplifiedRoom } from './room';
import { secondsOf, usage } from './usage';

const forRooms = { events: ['roomCreated', 'roomUpdated'] };
const forUsage = { events: ['usageAbove'] };

export type Period = 'day' | 'month';

/** A stretch of time in which usage adds up. */
export interface Range {
	from: DateTime;
	to: DateTime;
}

/** Its first moment: where clocks are put back at midnight, a day begins the first time. */
const startOf = (period: Period, time: DateTime): DateTime => {
	const start = time.startOf(period);
	return DateTime.min(start, ...start.getPossibleOffsets()) ?? start;
};

/**
 * The period that `now` is in, up to now, and the whole one before: what crosses the threshold
 * after the last poll of a day is found by the first poll of the next.
 *
 * @param now in the time zone whose days and months count
 */
export function usageRanges(period: Period, now: DateTime): [Range, Range] {
	const from = startOf(period, now);
	return [
		{ from, to: now },
		{ from: startOf(period, from.minus({ [period]: 1 })), to: from },
	];
}

/** The values that say whose usage is watched, and when it is above. */
interface UsageValues {
	usageOf?: 'client' | 'customer';
	usageClientId?: string;
	counter?: string;
	threshold?: number;
	period?: Period;
}

/** What the trigger's parameters mean for usage. */
const usageSettings = ({
	usageOf,
	usageClientId,
	counter = '*',
	threshold = 0,
	period = 'day',
}: UsageValues) => ({
	clientId: usageOf === 'client' ? usageClientId : undefined,
	counter,
	threshold,
	period,
});

/** Every counter that is above the threshold, in this period and in the one before. */
async function* usageAbove(
	connection: Connection,
	{ values, timezone, isTest }: PollCall<UsageValues & IDataObject>,
): AsyncGenerator<Page> {
	const { clientId, counter, threshold, period } = usageSettings(values);
	const { getForClient, getForCustomer } = usage.operations;
	const operation = clientId === undefined ? getForCustomer : getForClient;
	const records: IDataObject[] = [];
	for (const { from, to } of usageRanges(period, DateTime.now().setZone(timezone))) {
		const range = { from: from.toMillis(), to: to.toMillis() };
		const answer = await perform(connection, operation, { ...range, clientId });
		const used = secondsOf(answer.records[0] as IDataObject);
		for (const name of counter === '*' ? Object.keys(used) : [counter]) {
			const seconds = used[name];
			if (seconds === undefined || !(seconds > threshold || isTest)) continue;
			records.push({
				counter: name,
				seconds,
				threshold,
				period,
				from: from.toISO(),
				to: to.toISO(),
				...(clientId === undefined ? {} : { client_id: clientId }),
			});
		}
	}
	yield { records };
}

const shapeRoom = (found: IDataObject, { output }: { output?: string }) =>
	output === 'raw' ? found : simplifiedRoom(found);

/** Events of rooms and usage: Stenomatic pushes nothing. */
export const stenomaticTrigger = pollingTrigger({
	events: {
		roomCreated: {
			name: 'Room Created',
			description: 'A room was created for the client',
			list: room.operations.getAll,
			shape: shapeRoom,
			identity: ({ id }) => String(id),
			time: ({ create_date }) => timeOf(create_date),
		},
		roomUpdated: {
			name: 'Room Updated',
			description: 'A room was updated, as far as its update_date shows',
			list: room.operations.getAll,
			// A new room bears the same time twice.
			keep: ({ create_date, update_date }) => instantOf(update_date) !== instantOf(create_date),
			shape: shapeRoom,
			identity: ({ id, update_date }) => `${String(id)} ${String(instantOf(update_date))}`,
			time: ({ update_date }) => timeOf(update_date),
		},
		usageAbove: {
			name: 'Usage Above Threshold',
			description: 'API usage exceeded the threshold',
			list: { read: usageAbove, settings: usageSettings },
			// The time at which a poll saw it is no part of what happened.
			identity: ({ counter, threshold, period, from, client_id }) =>
				JSON.stringify({ counter, threshold, period, from, client_id }),
			time: ({ from }) => timeOf(from),
		},
	},
	defaultEvents: ['roomCreated'],
	beginning: 'Include existing rooms and usage already above the threshold',
	parameters: [
		pick(roomClientKind, { when: forRooms, description: 'The client to watch' }),
		choice(
			'usageOf',
			[
				{ name: 'Client', value: 'client', description: 'One of your clients' },
				{ name: 'Customer', value: 'customer', description: 'Your customer account as a whole' },
			],
			{ default: 'customer', when: forUsage, description: 'Usage to monitor' },
		),
		pick(clientKind, {
			name: 'usageClientId',
			when: { ...forUsage, usageOf: ['client'] },
			description: 'The client to monitor. To monitor your own client, use By ID.',
		}),
		choice(
			'counter',
			[
				{ name: 'Any', value: '*', description: 'All counters, checked separately' },
				'speech_recognition',
				'voice_translate',
			],
			{ default: '*', when: forUsage, description: 'Usage counter to monitor' },
		),
		number('threshold', {
			displayName: 'Threshold (Seconds)',
			typeOptions: { minValue: 0 },
			default: 3600,
			required: true,
			when: forUsage,
			description: 'Start the workflow when usage exceeds this value (once per period)',
		}),
		choice(
			'period',
			[
				{ name: 'This Month', value: 'month' },
				{ name: 'Today', value: 'day' },
			],
			{
				default: 'day',
				when: forUsage,
				description: "Period to measure usage in (workflow's time zone)",
			},
		),
	],
	options: [
		apiPathParameter(room.operations.getAll),
		choice(
			'output',
			[
				{
					name: 'Raw',
					value: 'raw',
					description: "All fields, including the room's API key and secret",
				},
				{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
			],
			{ default: 'simplified', description: 'Which fields to return for each room' },
		),
	],
	check: ({ threshold = 0 }) =>
		threshold >= 0 ? undefined : 'Threshold (Seconds) must be 0 or more',
});

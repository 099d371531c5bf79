import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { apiPathField } from '../shared/description';
import { readApiPath } from '../shared/inferred';
import { listPages } from '../shared/list';
import { locatorValue } from '../shared/locator';
import type { Page } from '../shared/pagination';
import { toRequest } from '../shared/parameters';
import { timeOf, type PollSource } from '../shared/polling';
import { send, type Connection } from '../shared/request';
import { InvalidValue } from '../shared/values';
import { clientLocator, ownClient, roomClientLocator } from './locators';
import { room, roomsOf, simplifiedRoom } from './room';
import { usage, withSeconds } from './usage';

const roomEvents = { events: ['roomCreated', 'roomUpdated'] };
const usageEvents = { events: ['usageAbove'] };

const roomClient = roomClientLocator('The client whose rooms to watch');
const usageClient = clientLocator(
	'The client whose usage to watch; you as a client by your own ID',
);

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Room Created',
				value: 'roomCreated',
				description: 'A room was created for the client',
			},
			{
				name: 'Room Updated',
				value: 'roomUpdated',
				description: 'A room of the client was changed after it was created',
			},
			{
				name: 'Usage Above',
				value: 'usageAbove',
				description: 'The use of a part of the API went above a number of seconds',
			},
		],
		default: ['roomCreated'],
		description: 'The events that start the workflow',
	},
	{
		default: { mode: 'list', value: '' },
		...roomClient,
		name: 'clientId',
		displayOptions: { show: roomEvents },
	},
	{
		displayName: 'Usage Of',
		name: 'usageOf',
		type: 'options',
		options: [
			{ name: 'Client', value: 'client', description: 'One client, or you as a client' },
			{ name: 'Customer', value: 'customer', description: 'Your customer account as a whole' },
		],
		default: 'customer',
		displayOptions: { show: usageEvents },
		description: 'Whose usage to watch',
	},
	{
		default: { mode: 'list', value: '' },
		...usageClient,
		name: 'usageClientId',
		displayOptions: { show: { ...usageEvents, usageOf: ['client'] } },
	},
	{
		displayName: 'Counter',
		name: 'counter',
		type: 'options',
		options: [
			{ name: 'Any', value: '*', description: 'Each counter by itself' },
			{ name: 'Speech Recognition', value: 'speech_recognition' },
			{ name: 'Voice Translate', value: 'voice_translate' },
		],
		default: '*',
		displayOptions: { show: usageEvents },
		description: 'The part of the API whose use to watch',
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 3600,
		required: true,
		displayOptions: { show: usageEvents },
		description: 'The seconds above which to start the workflow, once in each period',
	},
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'This Month', value: 'month' },
			{ name: 'Today', value: 'day' },
		],
		default: 'day',
		displayOptions: { show: usageEvents },
		description: 'The time in which usage adds up, in the time zone of the workflow',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			apiPathField(room.operations.getAll),
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{ name: 'Raw', value: 'raw', description: 'All fields, with the keys of the room' },
					{ name: 'Simplified', value: 'simplified', description: 'The most used fields' },
				],
				default: 'simplified',
				description: 'How much of each room to return',
			},
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'options',
				options: [
					{
						name: 'Beginning',
						value: 'beginning',
						description: 'Also rooms that exist already, and usage that is above already',
					},
					{ name: 'Now', value: 'now', description: 'Only what happens from now on' },
				],
				default: 'now',
				description: 'What counts as new when polling starts',
			},
		],
	},
];

export type Period = 'day' | 'month';

/** A stretch of time in which usage adds up. */
export interface Range {
	from: DateTime;
	to: DateTime;
}

/**
 * The period that `now` is in, up to now, and the whole one before: what crosses the threshold
 * after the last poll of a day is found by the first poll of the next.
 *
 * @param now in the time zone whose days and months count
 */
export function usageRanges(period: Period, now: DateTime): [Range, Range] {
	const from = now.startOf(period);
	return [
		{ from, to: now },
		{ from: from.minus({ [period]: 1 }).startOf(period), to: from },
	];
}

/** What the trigger's parameters ask for. */
interface Wanted {
	value: (name: string) => unknown;
	options: IDataObject;
	fromBeginning: boolean;
	/** A test run in the editor: an example is wanted, whatever has happened. */
	isTest: boolean;
	timezone: string;
}

function clientOf(wanted: Wanted, name: 'clientId' | 'usageClientId'): string {
	const field = name === 'clientId' ? roomClient : usageClient;
	const id = locatorValue(field, wanted.value(name));
	if (id === undefined) throw new InvalidValue('Client is empty: fill it in');
	return String(id);
}

/** A list of rooms as one of its events sees it. */
function roomSource(
	name: string,
	wanted: Wanted,
	event: Pick<PollSource, 'identity' | 'time'> & { keep?: (room: IDataObject) => boolean },
): PollSource {
	const { options, fromBeginning } = wanted;
	const clientId = clientOf(wanted, 'clientId');
	const given = typeof options.apiPath === 'string' ? options.apiPath.trim() : '';
	const request =
		given !== '' && clientId === ownClient ? { path: readApiPath(given, []) } : roomsOf(clientId);
	const { keep = () => true, identity, time } = event;
	const shape = options.output === 'raw' ? (record: IDataObject) => record : simplifiedRoom;
	return {
		name,
		settings: { path: request.path },
		fromBeginning,
		async *read(connection, from) {
			for await (const page of listPages(connection, room.operations.getAll, request, from)) {
				yield { ...page, records: page.records.filter(keep).map(shape) };
			}
		},
		identity,
		time,
	};
}

function usageSource(name: string, wanted: Wanted): PollSource {
	const { value, fromBeginning, isTest, timezone } = wanted;
	const clientId = value('usageOf') === 'client' ? clientOf(wanted, 'usageClientId') : undefined;
	const counter = String(value('counter'));
	const period: Period = value('period') === 'month' ? 'month' : 'day';
	const threshold = Number(value('threshold'));
	if (!(threshold >= 0)) {
		throw new InvalidValue('Threshold must be a number of seconds, 0 or more');
	}
	const settings = { clientId: clientId ?? null, counter, period, threshold };

	async function* read(connection: Connection): AsyncGenerator<Page> {
		const { getForClient, getForCustomer } = usage.operations;
		const records: IDataObject[] = [];
		for (const { from, to } of usageRanges(period, DateTime.now().setZone(timezone))) {
			const range = { from: from.toMillis(), to: to.toMillis() };
			const values = new Map(Object.entries({ ...range, clientId }));
			const operation = clientId === undefined ? getForCustomer : getForClient;
			const { body } = await send(connection, toRequest(operation, values));
			const used = withSeconds((body ?? {}) as IDataObject);
			const names = counter === '*' ? Object.keys(used) : [counter];
			for (const each of names) {
				const seconds = used[`${each}_seconds`];
				if (typeof seconds !== 'number' || !(seconds > threshold || isTest)) continue;
				records.push({
					counter: each,
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

	return {
		name,
		settings,
		fromBeginning,
		read,
		// The time at which a poll saw it is no part of what happened.
		identity: ({ to: _to, seconds: _seconds, ...crossing }) => JSON.stringify(crossing),
		time: ({ from }) => timeOf(from),
	};
}

const sources: Record<string, (wanted: Wanted) => PollSource> = {
	roomCreated: (wanted) =>
		roomSource('roomCreated', wanted, {
			identity: ({ id }) => String(id),
			time: ({ create_date }) => timeOf(create_date),
		}),
	roomUpdated: (wanted) =>
		roomSource('roomUpdated', wanted, {
			// A new room bears the same time twice.
			keep: ({ create_date, update_date }) => update_date !== create_date,
			identity: ({ id, update_date }) => `${String(id)} ${String(update_date)}`,
			time: ({ update_date }) => timeOf(update_date),
		}),
	usageAbove: (wanted) => usageSource('usageAbove', wanted),
};

/**
 * One source for each event that the trigger's parameters ask for.
 *
 * @throws InvalidValue, InvalidLocator, InvalidApiPath for parameters that cannot be used
 */
export function stenomaticEvents(context: IPollFunctions): PollSource[] {
	const value = (name: string): unknown => context.getNodeParameter(name, undefined);
	const options = (value('options') ?? {}) as IDataObject;
	const wanted: Wanted = {
		value,
		options,
		fromBeginning: options.startFrom === 'beginning',
		isTest: context.getMode() === 'manual',
		timezone: context.getTimezone(),
	};
	const events = value('events');
	return (Array.isArray(events) ? events : []).map((event) => {
		const source = sources[String(event)];
		if (!source)
			throw new InvalidValue(`Trigger On has no "${String(event)}": choose from its list`);
		return source(wanted);
	});
}

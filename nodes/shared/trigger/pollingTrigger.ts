import type { IDataObject, IPollFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Connection } from '../http/connection';
import { InvalidValue } from '../parameters/errors';
import { listPages } from '../records/lists';
import type { Page } from '../records/pagination';
import type { Api } from '../vendor/api';
import { parametersOf, type Operation, type Parameter, type ValuesOf } from '../vendor/operation';
import { choice } from '../vendor/parameter';
import type { Values } from '../vendor/values';
import { poll, type Polled, type PollSource } from './polling';
import { readTrigger, type Trigger, type TriggerEvent, type TriggerValues } from './trigger';

/** One poll of a trigger. */
export interface PollCall<V extends Values = Values> {
	/** What the user set. */
	values: TriggerValues<V>;
	timezone: string;
	/** A test run in the editor: an example is wanted, whatever has happened. */
	isTest: boolean;
}

/** Pages of records that are read by more than one list operation. */
export interface PagesOf<V extends Values> {
	read(connection: Connection, call: PollCall<V>, from: string | undefined): AsyncIterable<Page>;
	/** The values that decide which records there are. */
	settings(values: V): IDataObject;
}

/** An event that a trigger polls for: a list in which new records turn up. */
export interface PolledEvent<V extends Values = Values> extends TriggerEvent {
	/** The operation that lists the records; it takes the trigger's values of its own names. */
	list: Operation | PagesOf<V>;
	/** Leaves records of the list out. */
	keep?(record: IDataObject): boolean;
	/** A record as its item holds it. */
	shape?(record: IDataObject, values: V): IDataObject;
	/** What makes the event this one, such as an ID, or an ID and when it was last changed. */
	identity(record: IDataObject): string;
	/** When the event happened; see `timeOf`. */
	time?(record: IDataObject): number | undefined;
}

/** A trigger whose events are found by polling. */
export interface PollingTrigger<V extends Values = Values> extends Trigger<V> {
	events: Record<string, PolledEvent<V>>;
}

const startFrom = (beginning: string) =>
	choice(
		'startFrom',
		[
			{ name: 'Beginning', value: 'beginning', description: beginning },
			{ name: 'Now', value: 'now', description: 'Only new ones' },
		],
		{ default: 'now', description: 'Whether the first poll returns existing records' },
	);

/**
 * Declares a trigger whose events are found by polling. The names and types of its values follow
 * from its parameters. It has the option Start From.
 *
 * @param beginning describes the choice Beginning of that option
 */
export const pollingTrigger = <
	const P extends Parameter = never,
	const O extends Parameter = never,
>({
	beginning,
	...declared
}: PollingTrigger<ValuesOf<P | O>> & {
	parameters?: readonly P[];
	options?: readonly O[];
	beginning: string;
}): PollingTrigger<ValuesOf<P | O>> => ({
	...declared,
	options: [...(declared.options ?? []), startFrom(beginning)],
});

const isOperation = (list: object): list is Operation => 'request' in list;

/** The trigger's values of parameters by their names. */
const valuesNamed = (parameters: ReadonlyArray<Pick<Parameter, 'name'>>, values: Values): Values =>
	Object.fromEntries(
		parameters.filter(({ name }) => name in values).map(({ name }) => [name, values[name]]),
	);

/** The trigger's values that an operation takes. */
const valuesFor = (operation: Operation, values: Values): Values =>
	valuesNamed([...parametersOf(operation), { name: 'apiPath' }], values);

function sourceOf<V extends Values>(
	name: string,
	{ list, keep, shape, identity, time }: PolledEvent<V>,
	call: PollCall<V>,
): PollSource {
	const values: Values = call.values;
	const pages = isOperation(list)
		? {
				settings: valuesFor(list, values),
				read: (connection: Connection, from?: string) =>
					listPages(connection, list, valuesFor(list, values), { from }),
			}
		: {
				settings: list.settings(call.values),
				read: (connection: Connection, from?: string) => list.read(connection, call, from),
			};
	return {
		name,
		settings: pages.settings as IDataObject,
		fromBeginning: values.startFrom === 'beginning',
		async *read(connection, from) {
			for await (const page of pages.read(connection, from)) {
				const kept = keep ? page.records.filter(keep) : page.records;
				const records = shape ? kept.map((record) => shape(record, call.values)) : kept;
				yield { ...page, records };
			}
		},
		identity,
		...(time ? { time } : {}),
	};
}

/**
 * One source for each event that was chosen, and the trigger's overrides of the credential.
 *
 * @throws InvalidValue
 */
function polledBy<V extends Values>(
	context: IPollFunctions,
	{ overrides = [] }: Api,
	trigger: PollingTrigger<V>,
): Polled {
	const values = readTrigger(context, trigger);
	const flaw = trigger.check?.(values);
	if (flaw !== undefined) throw new InvalidValue(flaw);
	const call = {
		values,
		timezone: context.getTimezone(),
		isTest: context.getMode() === 'manual',
	};
	const sources = (values.events ?? []).map((name) => {
		const event = Object.hasOwn(trigger.events, name) ? trigger.events[name] : undefined;
		if (!event)
			throw new InvalidValue(`Trigger On has no event "${name}". Select one from the list`);
		return sourceOf(name, event, call);
	});
	return { sources, overrides: valuesNamed(overrides, values) as IDataObject };
}

/** One poll of a trigger node; see `poll`. */
export const pollTrigger = async <V extends Values>(
	context: IPollFunctions,
	api: Api,
	trigger: PollingTrigger<V>,
): Promise<INodeExecutionData[][] | null> =>
	await poll(context, api, () => polledBy(context, api, trigger));

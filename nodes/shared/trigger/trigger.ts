import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { optionByName, properties } from '../parameters/property';
import { readValues, type ReadRaw } from '../parameters/readValues';
import { placed, type Parameter, type Placed, type ValuesOf } from '../vendor/operation';
import { choices } from '../vendor/parameter';
import type { Values } from '../vendor/values';

/** Something that starts a workflow. */
export interface TriggerEvent {
	/** "Transcription Ready" */
	name: string;
	description?: string;
}

/** What every trigger declares, however its events arrive. */
export interface Trigger<V extends Values = Values> {
	/** What to do at the service before events arrive; shown above the parameters. */
	notice?: string;
	/** By the value that workflows store. */
	events: Record<string, TriggerEvent>;
	/** Describes the choice that takes every event, where the service may send others. */
	any?: string;
	/** What a new trigger has chosen. */
	defaultEvents: string[];
	parameters?: readonly Parameter[];
	options?: readonly Parameter[];
	/** What is wrong with values that are only right together. */
	check?(values: V): string | undefined;
}

/** Events in words, under the node on the canvas. */
export const eventsSubtitle =
	'={{$parameter["events"].join(", ").replace(/[._]/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}}';

/**
 * The help in the panel of a trigger whose URL people enter at the service. n8n's own would be a dead
 * end, since it knows of no such URL.
 *
 * @param where "in Smalltalk"
 */
export function enteredUrlPanel(where: string): TriggerPanelDefinition {
	const test = `<b>While you build the workflow</b>, copy the Test URL from Webhook URLs and enter it ${where}. Then select Execute step. The next event shows up here.`;
	const executions = 'Its executions are in the <a data-key="executions">executions list</a>.';
	return {
		executionsHelp: {
			inactive: `${test}<br /><br /><b>When the workflow is ready</b>, publish it and enter the Production URL ${where}. ${executions}`,
			active: `${test}<br /><br /><b>The workflow is published</b>, so events that are sent to the Production URL start it. ${executions}`,
		},
		activationHint: {
			inactive: `When the workflow is ready, publish it and enter the Production URL ${where}.`,
			active: 'Events that are sent to the Production URL start the published workflow.',
		},
	};
}

/** Stands for every event. */
export const anyEvent = '*';

const triggerOn = ({ events, any, defaultEvents }: Trigger) =>
	choices(
		'events',
		[
			...(any ? [{ name: 'Any', value: anyEvent, description: any }] : []),
			...Object.entries(events).map(([value, { name, description }]) => ({
				name,
				value,
				...(description ? { description } : {}),
			})),
		].sort(optionByName),
		{
			displayName: 'Trigger On',
			required: true,
			default: defaultEvents,
			description: 'Events that start the workflow',
		},
	);

/** A trigger's values: its own, and the events that were chosen. */
export type TriggerValues<V extends Values> = V & ValuesOf<ReturnType<typeof triggerOn>>;

/** The parameters of a trigger, with those that every trigger has. */
export const triggerParameters = (trigger: Trigger): Placed[] =>
	placed({
		parameters: [triggerOn(trigger), ...(trigger.parameters ?? [])],
		options: trigger.options ?? [],
	});

/** A trigger as the editor shows it. */
export const describeTrigger = (trigger: Trigger): INodeProperties[] => [
	...(trigger.notice
		? [
				{
					displayName: trigger.notice,
					name: 'registrationNotice',
					type: 'notice',
					default: '',
				} as const,
			]
		: []),
	...properties(triggerParameters(trigger)),
];

/** n8n's contexts of a trigger, as far as its parameters are read from them. */
interface TriggerContext {
	getNodeParameter: (name: string, fallback?: never) => unknown;
	getTimezone: () => string;
}

/**
 * Reads a trigger's parameters, with the reader of an operation's.
 *
 * @throws InvalidValue
 */
export function readTrigger<V extends Values>(
	context: TriggerContext,
	trigger: Trigger<V>,
): TriggerValues<V> {
	const read: ReadRaw = (name, fallback) => context.getNodeParameter(name, fallback as never);
	return readValues(
		triggerParameters(trigger as Trigger),
		read,
		context.getTimezone(),
	) as TriggerValues<V>;
}

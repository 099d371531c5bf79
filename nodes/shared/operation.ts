import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeProperties,
	NodePropertyTypes,
} from 'n8n-workflow';

import type { Pagination } from './pagination';
import type { Reply, Request } from './request';

/** Where a parameter goes, in OpenAPI's words; `local` parameters are only read by a `run` function. */
export type Location = 'path' | 'query' | 'body' | 'header' | 'local';

/** The collections that hold what is optional. */
export type Collection = 'additionalFields' | 'filters' | 'updateFields' | 'options';

/** How a date is written on the wire. `date` and `month` keep the calendar day as it was typed. */
export type DateFormat = 'date-time' | 'date' | 'month' | 'epoch-ms';

/**
 * What the editor shows for a parameter: an n8n property without what the engine derives (name,
 * default, displayOptions), plus what n8n has no word for.
 */
export interface Field extends Omit<INodeProperties, 'name' | 'default' | 'displayOptions'> {
	/** n8n's name of the parameter; the wire name in camelCase unless given. */
	name?: string;
	default?: INodeProperties['default'];
	/** How a `dateTime` value is written on the wire. */
	format?: DateFormat;
	/** The wire takes an array: a list, a JSON array and text separated by commas are accepted. */
	list?: boolean;
	/** A password or the like: the editor hides it, and errors never show what was given. */
	sensitive?: boolean;
}

/** One parameter of an operation. */
export interface Parameter {
	in: Location;
	/** Name on the wire; in a body, dots nest: `passwords.speaker`. */
	wire: string;
	/** Name in the node's parameters. */
	name: string;
	field: Field & { type: NodePropertyTypes };
	collection?: Collection;
	/** Turns the checked value into what the wire takes; `undefined` leaves it out. */
	convert?: (value: unknown) => unknown;
}

/** Which fields a record has, for operations whose records are too wide to be read at a glance. */
export interface RecordShape {
	/** All documented fields, offered by Selected Fields. */
	fields: string[];
	/** What Simplified keeps: at most ten field names, or a function. */
	simplified: string[] | ((record: IDataObject) => IDataObject);
}

/** What a `run` function works with: one item of one run. */
export interface OperationContext {
	execute: IExecuteFunctions;
	itemIndex: number;
	/** The checked value of a parameter by its n8n name; `undefined` when left empty. */
	value: (name: string) => unknown;
	/** The request that the operation's parameters describe. */
	request: () => Request;
	/** Sends one request for this item; its failures are thrown as the user will see them. */
	send: (request: Request) => Promise<Reply>;
	/** The records in a reply, as the operation's `result` finds them. */
	records: (reply: Reply, request: Request) => unknown[];
	/** Does what an operation without `run` does: its request, on inferred paths too; its records. */
	perform: () => Promise<unknown[]>;
}

/** What one operation hands on for one item. */
export type OperationResult = Array<{ json: unknown; binary?: IBinaryKeyData }>;

/**
 * One thing a user can do. An ordinary operation is only data: the editor's fields and the request
 * are both derived from it. One that a single request cannot express has a `run` function.
 */
export interface Operation {
	/** "Get Many", as the operation picker shows it. */
	name: string;
	/** "Get many talks": also what an AI agent reads. */
	action: string;
	description: string;
	method: IHttpRequestMethods;
	/** Template below the base URL: `/v1/rooms/{roomId}`. */
	path: string;
	parameters?: Parameter[];
	/** Properties of the JSON body that are always the same. */
	fixed?: IDataObject;
	/** What is wrong with values that are only right together; asked before anything is sent. */
	check?: (value: (name: string) => unknown) => string | undefined;
	/** Envelope key of the record or records, or a function that finds them in the body. */
	result?: string | ((body: unknown, request: Request) => unknown);
	/** Each record is handed on with `deleted: true`. */
	deletes?: boolean;
	/** The operation lists records: adds Return All and Limit. */
	pagination?: Pagination;
	/** Adds Output (Simplified, Raw, Selected Fields). */
	shape?: RecordShape;
	/** Keeps a record of a list; lists are filtered before a Limit counts. */
	keep?: (record: IDataObject, value: (name: string) => unknown) => boolean;
	/**
	 * The vendor names the operation but does not publish its path: adds an API Path option, and
	 * `alternatives` are tried once each when the path answers 404 or 405.
	 */
	inferred?: {
		alternatives?: string[];
		/** Where only a case of the operation has such a path; its `path` is then that of the others. */
		only?: {
			/** "the own client" */
			name: string;
			path: string;
			when: (value: (name: string) => unknown) => boolean;
		};
	};
	/** The reply may be a JSON text, which n8n hands on without its quotes. */
	answersText?: boolean;
	/** Sends to another server than the API's base URL, by the name that `Api.baseUrl` knows. */
	server?: string;
	run?: (context: OperationContext) => Promise<OperationResult>;
}

/** A group of operations on one kind of record, in the resource picker. */
export interface Resource {
	name: string;
	description?: string;
	/** Credential type, where it differs from the API's. */
	credential?: string;
	operations: Record<string, Operation>;
}

const camelCase = (wire: string) =>
	wire.replace(/[._-]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

const parameter =
	(location: Location) =>
	(wire: string, field: Field): Parameter => ({
		in: location,
		wire,
		name: field.name ?? camelCase(wire),
		field,
	});

/** A parameter in the path template. */
export const path = (wire: string, field: Field): Parameter => ({
	...parameter('path')(wire, { required: true, ...field }),
});

/** A query parameter. */
export const query = parameter('query');

/** A property of the JSON body. */
export const body = parameter('body');

/** A request header. */
export const header = parameter('header');

/** A parameter that is not sent; a `run` function reads it. */
export const local = parameter('local');

/** Moves a parameter into a collection (Additional Fields unless said otherwise). */
export const optional = (
	inner: Parameter,
	collection: Collection = 'additionalFields',
): Parameter => ({ ...inner, collection });

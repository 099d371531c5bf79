import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IDisplayOptions,
	IHttpRequestMethods,
	INodeListSearchItems,
	INodeProperties,
} from 'n8n-workflow';

import type { Answer } from './answer';
import type { Pagination } from './pagination';
import type { BaseUrl, Reply, Request } from './request';
import type { Values } from './values';

/** Where a parameter goes, in OpenAPI's words; a `local` one is not sent. */
export type Location = 'path' | 'query' | 'body' | 'header' | 'local';

/** How a date is written on the wire. `date` and `month` keep the calendar day as it was typed. */
export type DateFormat = 'date-time' | 'date' | 'month' | 'epoch-ms';

/** What the editor shows for a parameter: an n8n property without its name and its conditions. */
export type Field = Omit<INodeProperties, 'name' | 'displayOptions'>;

/** One parameter of an operation or a trigger. */
export interface Parameter<Name extends string = string, Value = unknown> {
	/** Name in the node's parameters. */
	name: Name;
	/** Name on the wire; in a body, dots nest: `passwords.speaker`. */
	wire: string;
	/**
	 * Unless given, it follows from the operation: `path` where the path has the name, `query` of a
	 * GET, `body` otherwise.
	 */
	in?: Location;
	field: Field;
	/** Shown and read only while other parameters have one of these values. */
	when?: NonNullable<IDisplayOptions['show']>;
	/** The kind of record that the user picks. */
	kind?: RecordKind;
	format?: DateFormat;
	/** The wire takes an array: a list, a JSON array and text separated by commas are accepted. */
	list?: boolean;
	/** A password or the like: the editor hides it, and errors never show it. */
	sensitive?: boolean;
	/** Once added, it must not be empty: left out, something else would apply. A secret never is. */
	neverEmpty?: boolean;
	/** Turns the checked value into what the wire takes; `undefined` leaves it out. */
	convert?(value: Value): unknown;
}

/** The values of parameters by their names; what was left empty is absent. */
export type ValuesOf<P extends Parameter> = {
	[One in P as One['name']]?: One extends Parameter<string, infer Value> ? Value : never;
};

/** Looks up what a record of another kind is called. */
export type NameOf = (id: unknown) => string | undefined;

/**
 * A kind of record that people pick: the locator in the panel, the search behind it and the links
 * of its results are made from this. What its list needs, such as the chat of a message, is read
 * from the node's parameters of the same name.
 */
export interface RecordKind<Wire extends string = string> {
	/** "Talk" */
	name: string;
	/** Tells kinds of the same name apart: "Room Client". */
	key?: string;
	/** What its ID is called on the wire: `talk_id`. */
	wire: Wire;
	/** An ID, as a placeholder shows it. */
	example: string;
	/** The operation that lists the records; a function, since it may pick records of this kind. */
	list: () => Operation;
	/** The ID of a record: `id` unless given. A record without one is not offered. */
	id?: (record: IDataObject) => unknown;
	/** What a record is called; its ID where this gives nothing. */
	title: (record: IDataObject, nameOf: NameOf) => unknown;
	/** Tells records of one name apart; shown in parentheses. */
	detail?: (record: IDataObject) => unknown;
	/** A date, shown in parentheses; the newest records come first. */
	time?: (record: IDataObject) => unknown;
	/** Records that are offered; all unless given. */
	offers?: (record: IDataObject) => boolean;
	/** The kind whose names `title` looks up. */
	named?: RecordKind;
	/** Offered before what the list has. */
	always?: INodeListSearchItems[];
	/** The web page of a record. */
	page?: {
		/** With the ID as `{id}`. */
		url: string;
		/** Finds the ID, its one group, in such a URL. */
		pattern: string;
	};
}

/** The groups of optional parameters, in the order of the editor. */
export const collections = ['additionalFields', 'filters', 'updateFields', 'options'] as const;

/** One of them. */
export type Collection = (typeof collections)[number];

/** Which fields a record has, for operations whose records are too wide to be read at a glance. */
export interface RecordShape {
	/** All documented fields, offered by Selected Fields. */
	fields: string[];
	/** What Simplified keeps: at most ten field names, or a function. */
	simplified: string[] | ((record: IDataObject) => IDataObject);
	/** Secrets: only Selected Fields returns them. */
	secrets?: string[];
}

/** What a `run` function works with: one item of one run. */
export interface OperationContext<V extends Values = Values> {
	execute: IExecuteFunctions;
	itemIndex: number;
	values: V;
	credentials: ICredentialDataDecryptedObject;
	/** The request that the operation's values describe. */
	request: () => Request;
	/** Sends one request for this item. */
	send: (request: Request) => Promise<Reply>;
	/** Sends one request; the records of its answer, which is checked as this operation's. */
	records: (request: Request) => Promise<unknown[]>;
	/** The records that an operation answers for these values; this operation unless given. */
	perform: (operation?: Operation, values?: Values) => Promise<unknown[]>;
	/** Leaves the item out, and lets people know why: "the user has expired". */
	skip: (why: string) => OperationResult;
	/** The records of a list, read as far as they are asked for; this operation unless given. */
	list: (operation?: Operation, values?: Values) => AsyncGenerator<IDataObject>;
}

/** The output of one operation for one item. */
export type OperationResult = Array<{
	json: unknown;
	binary?: IBinaryKeyData;
	/** What is returned besides the record, whatever Output says. */
	more?: IDataObject;
	/** Why this part of the item failed, where the others count. */
	error?: unknown;
	/** The input items that it comes from, of an operation that takes all; this one unless given. */
	items?: number[];
}>;

/**
 * One thing a user can do. An ordinary operation is only data: the editor's fields, the request and
 * the check of its answer are derived from it.
 */
export interface Operation<V extends Values = Values> {
	/** "Get Many", as the operation picker shows it. */
	name: string;
	/** "Get many talks": also what an AI agent reads. */
	action: string;
	description: string;
	/** Method and path below the base URL: `GET /v1/rooms/{room_id}`. Absent where nothing is asked. */
	request?: `${IHttpRequestMethods} /${string}`;
	parameters?: readonly Parameter[];
	additionalFields?: readonly Parameter[];
	filters?: readonly Parameter[];
	updateFields?: readonly Parameter[];
	options?: readonly Parameter[];
	/** Properties of the JSON body that are always the same. */
	fixed?: IDataObject;
	/** What is wrong with values that are only right together; asked before anything is sent. */
	check?(values: V): string | undefined;
	/** What a success looks like; a record unless given. */
	answer?: Answer;
	/** The operation lists records: adds Return All and Limit, which `run` minds by itself. */
	pagination?: Pagination;
	/** Adds Output (Simplified, Raw, Selected Fields). */
	output?: RecordShape;
	/**
	 * The operation is documented but its path is not: adds an API Path option, and `alternatives`
	 * are tried once each when the path answers 404 or 405.
	 */
	inferred?: {
		alternatives?: readonly string[];
		/** Where the path is documented except in one case: "your own client". */
		only?: { case: string; when(values: V): boolean };
	};
	/** Another base URL than the API's, as `servers` in OpenAPI. */
	baseUrl?: BaseUrl;
	/** All input items are taken together: `run` is called once, for the first. */
	takesAll?: boolean;
	/** For what a single request cannot express. */
	run?(context: OperationContext<V>): Promise<OperationResult>;
}

/**
 * Declares an operation. The names and types of its values follow from its parameters, so that a
 * typo does not compile.
 */
export const operation = <
	const P extends Parameter = never,
	const A extends Parameter = never,
	const F extends Parameter = never,
	const U extends Parameter = never,
	const O extends Parameter = never,
>(
	declared: Operation<ValuesOf<P | A | F | U | O>> & {
		parameters?: readonly P[];
		additionalFields?: readonly A[];
		filters?: readonly F[];
		updateFields?: readonly U[];
		options?: readonly O[];
	},
): Operation => declared as Operation;

/** The method and the path template of an operation. */
export function requestLine({ request }: Pick<Operation, 'request'>) {
	const [method, path = ''] = (request ?? 'GET').split(' ') as [IHttpRequestMethods, string?];
	return { method, path };
}

/** A parameter with its place: the collection that holds it, and where it goes. */
export type Placed = Parameter & { collection?: Collection; in: Location };

const lists = ['parameters', ...collections] as const;

type Lists = Partial<Record<(typeof lists)[number], readonly Parameter[]>>;

/** The parameters of an operation or a trigger as they are declared, those in collections included. */
export const declaredParameters = (declared: Lists): Parameter[] =>
	lists.flatMap((list) => declared[list] ?? []);

/**
 * Those parameters with their places.
 *
 * @param locate where a parameter goes; nothing of a trigger is sent
 */
export const placed = (
	declared: Lists,
	locate: (parameter: Parameter) => Partial<Parameter> = () => ({}),
): Placed[] =>
	lists.flatMap((list) =>
		(declared[list] ?? []).map((parameter) => ({
			in: 'local' as const,
			...parameter,
			...locate(parameter),
			...(list === 'parameters' ? {} : { collection: list }),
		})),
	);

const parametersOfOperations = new WeakMap<Operation, Placed[]>();

/** The parameters of an operation, those in collections included. What a path names is required. */
export function parametersOf(operation: Operation): Placed[] {
	const known = parametersOfOperations.get(operation);
	if (known) return known;
	const { method, path } = requestLine(operation);
	const elsewhere = method === 'GET' ? 'query' : 'body';
	const parameters = placed(operation, ({ wire, in: location, field }) =>
		location === undefined && path.includes(`{${wire}}`)
			? { in: 'path', field: { required: true, ...field } }
			: { in: location ?? elsewhere },
	);
	parametersOfOperations.set(operation, parameters);
	return parameters;
}

/** A group of operations on one kind of record, in the resource picker. */
export interface Resource {
	name: string;
	/** Credential type, where it differs from the API's. */
	credential?: string;
	operations: Record<string, Operation>;
}

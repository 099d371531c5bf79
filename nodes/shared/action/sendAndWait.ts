import {
	WAIT_INDEFINITELY,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { outsideKey, outsideMark, type Told } from '../http/waitingExecution';
import { InvalidValue } from '../parameters/errors';
import type { OperationResult } from '../vendor/operation';
import { choice, fixedCollection, text } from '../vendor/parameter';
import type { Values } from '../vendor/values';
import { answeredPage, contentSecurityPolicy, questionPage, type Question } from './questionPage';

/** What somebody has answered. */
export type Answer = { approved: boolean; reason?: string } | { text: string };

/** An answer that was not given on the page, with what the output says about it besides. */
export interface OutsideAnswer {
	answer: Answer;
	details: IDataObject;
}

const webhook = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/**
 * The webhooks of a node with the operation `sendAndWait`. GET shows the question and decides
 * nothing: programs open links to preview them. POST answers.
 */
export const answerWebhooks: IWebhookDescription[] = [webhook('GET'), webhook('POST')];

const approvalFields: INodeProperties[] = [
	{
		displayName: 'Type of Approval',
		name: 'approvalType',
		type: 'options',
		options: [
			{ name: 'Approve and Decline', value: 'double' },
			{ name: 'Approve Only', value: 'single' },
		],
		default: 'single',
		description: 'Whether people can also decline',
	},
	{
		displayName: 'Approve Button Label',
		name: 'approveLabel',
		type: 'string',
		default: 'Approve',
		description: 'Text of the button that approves',
	},
	{
		displayName: 'Decline Button Label',
		name: 'disapproveLabel',
		type: 'string',
		default: 'Decline',
		description: 'Text of the button that declines',
		displayOptions: { show: { approvalType: ['double'] } },
	},
];

interface ApprovalOptions {
	approvalType: string;
	approveLabel: string;
	disapproveLabel: string;
}

const limitFields: INodeProperties[] = [
	{
		displayName: 'Limit Type',
		name: 'limitType',
		type: 'options',
		options: [
			{ name: 'After Time Interval', value: 'afterTimeInterval' },
			{ name: 'At Specified Time', value: 'atSpecifiedTime' },
		],
		default: 'afterTimeInterval',
		description: 'How to set the limit',
	},
	{
		displayName: 'Amount',
		name: 'resumeAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 1,
		description: 'How long to wait',
		displayOptions: { show: { limitType: ['afterTimeInterval'] } },
	},
	{
		displayName: 'Unit',
		name: 'resumeUnit',
		type: 'options',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		default: 'hours',
		description: 'Unit of the amount',
		displayOptions: { show: { limitType: ['afterTimeInterval'] } },
	},
	{
		displayName: 'Max Date and Time',
		name: 'maxDateAndTime',
		type: 'dateTime',
		default: '',
		description: 'When to stop waiting',
		displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
	},
];

interface WaitLimit {
	resumeAmount: number;
	resumeUnit: 'days' | 'hours' | 'minutes';
	maxDateAndTime: string;
}

const unitMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/**
 * The parameters of a question. n8n's human review of an agent's tools sets them by these names, so
 * no other parameter of the node may have one of them with another meaning.
 */
export const questionParameters = [
	text('message', {
		in: 'local',
		required: true,
		typeOptions: { rows: 4 },
		placeholder: 'e.g. Can we publish the new design?',
		description: 'What to ask. It is sent with a link to a page where people respond.',
	}),
	choice(
		'response_type',
		[
			{ name: 'Approval', value: 'approval', description: 'People approve or decline' },
			{ name: 'Free Text', value: 'freeText', description: 'People enter a text' },
		],
		{ in: 'local', default: 'approval', description: 'How people respond' },
	),
	fixedCollection('approval_options', {
		in: 'local',
		when: { responseType: ['approval'] },
		placeholder: 'Add option',
		options: [{ displayName: 'Values', name: 'values', values: approvalFields }],
	}),
] as const;

/** The option Limit Wait Time of a question. */
export const limitWaitTime = fixedCollection('limit_wait_time', {
	in: 'local',
	placeholder: 'Add Limit',
	description:
		'When to continue without a response. The node then outputs its input items, which have no data field.',
	options: [{ displayName: 'Values', name: 'values', values: limitFields }],
});

/** The fields of a collection whose one group is called `values`. */
function groupOf<Group>(collection: unknown): Partial<Group> {
	const { values = [] } = (collection ?? {}) as { values?: Array<Partial<Group>> };
	return values[0] ?? {};
}

/** The question that a node's values describe. */
function questionOf({ message = '', responseType, approvalOptions }: Values): Question {
	const options = groupOf<ApprovalOptions>(approvalOptions);
	const { approvalType, approveLabel = 'Approve', disapproveLabel = 'Decline' } = options;
	return {
		message: String(message),
		kind: responseType === 'freeText' ? 'freeText' : 'approval',
		approve: approveLabel,
		...(approvalType === 'double' ? { decline: disapproveLabel } : {}),
	};
}

/** When a question is no longer waited for. */
export function endOfWait({ limitWaitTime: limit }: Values, now: number): Date {
	if (limit === undefined) return WAIT_INDEFINITELY;
	const { resumeAmount = 1, resumeUnit = 'hours', maxDateAndTime } = groupOf<WaitLimit>(limit);
	return maxDateAndTime === undefined
		? new Date(now + resumeAmount * unitMs[resumeUnit])
		: new Date(maxDateAndTime);
}

/**
 * Asks a question and puts the execution to wait.
 *
 * @param ask sends the question with the URL of the page that answers it; returns what `receiveAnswer`
 *   needs to know later, as plain data
 * @param options.alsoOutside whether answers may come from elsewhere than that page
 * @throws InvalidValue for more than one item: an execution waits for one answer
 */
export async function askAndWait(
	execute: IExecuteFunctions,
	values: Values,
	ask: (url: string) => Promise<IDataObject>,
	{ alsoOutside = false } = {},
): Promise<OperationResult> {
	const items = execute.getInputData();
	if (items.length > 1) {
		throw new InvalidValue(
			`Send and Wait for Response handles one item at a time, but got ${items.length}. Put the node into a Loop Over Items loop with a Batch Size of 1`,
		);
	}
	const end = endOfWait(values, Date.now());
	const context = execute.getContext('node');
	context.asked = await ask(execute.getSignedResumeUrl(alsoOutside ? outsideMark : {}));
	context.values = values;
	await execute.putExecutionToWait(end);
	return items.map(({ json, binary }) => ({ json, ...(binary ? { binary } : {}) }));
}

/** What an answer's form holds; a hint where it can't be taken. */
function readAnswer({ kind, decline }: Question, form: IDataObject): Answer | string {
	if (kind === 'freeText') {
		const written = typeof form.text === 'string' ? form.text.trim() : '';
		return written === '' ? 'Enter a response.' : { text: written };
	}
	if (form.decision === 'approve') return { approved: true };
	if (form.decision !== 'decline' || decline === undefined) return 'Select one of the buttons.';
	const reason = typeof form.reason === 'string' ? form.reason.trim() : '';
	return { approved: false, ...(reason === '' ? {} : { reason }) };
}

/** What a service does about the answers to its questions. */
export interface Answering {
	/** Where only answers that are given elsewhere count: what the page then says. */
	onlyOutside?(values: Values): string | undefined;
	/**
	 * Makes sure of an answer that was given elsewhere; it proves nothing that somebody tells of one.
	 *
	 * @param told what the trigger knows of it
	 * @param asked what `ask` returned
	 * @returns `undefined` if there is none
	 */
	readOutside?(
		told: string,
		question: Question,
		asked: IDataObject,
		values: Values,
	): Promise<OutsideAnswer | undefined>;
	/**
	 * What is done about an answer.
	 *
	 * @returns what is added to the output
	 */
	onAnswer(
		answer: Answer,
		asked: IDataObject,
		values: Values,
		details: IDataObject,
	): Promise<IDataObject>;
}

/**
 * Shows the page of a question, or takes its answer and lets the execution go on with it. Nothing is
 * thrown: n8n would let the execution go on with an error.
 */
export async function receiveAnswer(
	context: IWebhookFunctions,
	{ onlyOutside, readOutside, onAnswer }: Answering,
): Promise<IWebhookResponseData> {
	const node = JSON.stringify(context.getNode().name);
	const stored = (name: string) =>
		context.evaluateExpression(`{{ $node[${node}].context.${name} }}`) as IDataObject | undefined;
	const asked = stored('asked') ?? {};
	// As they were when the question was asked: who may respond must not depend on the moment.
	const values = stored('values') ?? {};
	const question = questionOf(values);
	const goOn = async ({ answer, details }: OutsideAnswer, webhookResponse: unknown) => {
		const data = {
			...answer,
			// What an agent reads whose tool was declined.
			...('reason' in answer ? { chatInput: answer.reason } : {}),
			respondedAt: new Date().toISOString(),
			...details,
			...(await onAnswer(answer, asked, values, details)),
		};
		return { webhookResponse, workflowData: [[{ json: { data } }]] };
	};

	const response = context.getResponseObject();
	response.setHeader('Content-Security-Policy', contentSecurityPolicy);
	response.setHeader('Referrer-Policy', 'no-referrer');
	const elsewhere = onlyOutside?.(values);
	if (context.getRequestObject().method !== 'POST') {
		return { webhookResponse: questionPage(question, { elsewhere }) };
	}
	const body = context.getBodyData() ?? {};
	const told = body[outsideKey];
	if (readOutside && typeof told === 'string') {
		try {
			const found = await readOutside(told, question, asked, values);
			if (!found) return { webhookResponse: { answered: false } satisfies Told };
			return await goOn(found, { answered: true } satisfies Told);
		} catch (error) {
			context.logger.warn((error as Error).message);
			return { webhookResponse: { answered: false, again: true } satisfies Told };
		}
	}
	if (elsewhere !== undefined) return { webhookResponse: questionPage(question, { elsewhere }) };
	const answer = readAnswer(question, body);
	if (typeof answer === 'string')
		return { webhookResponse: questionPage(question, { hint: answer }) };
	return await goOn({ answer, details: {} }, answeredPage());
}

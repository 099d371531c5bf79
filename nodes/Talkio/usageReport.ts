import type { GenericValue, IDataObject } from 'n8n-workflow';

import { withNote } from '../shared/http/errors';
import { InvalidValue } from '../shared/parameters/errors';
import { isObject } from '../shared/vendor/isObject';
import type { Operation, OperationContext, OperationResult } from '../shared/vendor/operation';
import { expiredUser } from './expiredUser';
import { userIdOf } from './records';
import { allUsers } from './userKind';
import { missingAs } from './missing';

/** A user whose usage is reported. */
interface ReportedUser {
	userId: string;
	userName: GenericValue;
}

/** Requests for usage that are on their way at once, at most; the limiter allows fewer. */
const maxAtOnce = 50;

/** Days that a report can have. */
const maxPeriods = 1000;

const nameOf = ({ userName, name, email }: IDataObject) =>
	(userName ?? name ?? email ?? null) as GenericValue;

/** The months or days from the first to the last, which are both included. */
export function periodsBetween(first: string, last: string): string[] {
	const isMonth = first.length === 'yyyy-MM'.length;
	const periods: string[] = [];
	const day = new Date(`${first}${isMonth ? '-01' : ''}T00:00:00Z`);
	for (;;) {
		const period = day.toISOString().slice(0, first.length);
		if (period > last) return periods;
		if (periods.length >= maxPeriods) {
			throw new InvalidValue(`A report can't have more than ${maxPeriods} days or months`);
		}
		periods.push(period);
		if (isMonth) day.setUTCMonth(day.getUTCMonth() + 1);
		else day.setUTCDate(day.getUTCDate() + 1);
	}
}

/** Every figure under its dotted name: `conversations.user.wordsPerMinute`. */
export function flatten(record: IDataObject, prefix = ''): IDataObject {
	const entries = Object.entries(record).flatMap(([key, value]): Array<[string, unknown]> => {
		const name = `${prefix}${key}`;
		if (Array.isArray(value)) return Object.entries(flatten({ ...value }, `${name}.`));
		return isObject(value) ? Object.entries(flatten(value, `${name}.`)) : [[name, value]];
	});
	return Object.fromEntries(entries) as IDataObject;
}

/** Users of a list, each once. */
async function addUsers(
	users: Map<string, ReportedUser>,
	records: AsyncIterable<IDataObject>,
): Promise<void> {
	for await (const record of records) {
		const userId = userIdOf(record);
		if (userId !== undefined) users.set(userId, { userId, userName: nameOf(record) });
	}
}

/** The name of a user, whether active or expired. */
async function nameOfUser(
	{ perform }: OperationContext,
	get: Operation,
	userId: string,
): Promise<IDataObject> {
	const [found] =
		(await missingAs(undefined, perform(get, { userId }))) ??
		(await perform(expiredUser.operations.get, { userId }));
	return { userName: nameOf(found as IDataObject) };
}

type Row = OperationResult[number] & { json: IDataObject };

/** Works jobs off, several at once, results in their order. After a failure no other job begins. */
async function inParallel<Job, Result>(
	jobs: readonly Job[],
	work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(jobs.length);
	let next = 0;
	let failure: { error: unknown } | undefined;
	const take = async () => {
		while (next < jobs.length && !failure) {
			const index = next++;
			try {
				results[index] = await work(jobs[index] as Job);
			} catch (error) {
				failure ??= { error };
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(maxAtOnce, jobs.length) }, take));
	if (failure) throw failure.error as Error;
	return results;
}

/** What people chose for a report. */
export interface ReportValues {
	users?: 'active' | 'all' | 'selected';
	userIds?: string[];
	interval?: 'month' | 'day';
	fromMonth?: string;
	toMonth?: string;
	fromDate?: string;
	toDate?: string;
	language?: string;
	timezone?: string;
	maxRequests?: number;
}

/** Requests that a report makes without being asked for more. */
export const defaultMaxRequests = 10_000;

/**
 * One flat row for each user and period: `userId`, `userName`, `period` and all figures.
 *
 * @param operations what to ask for a month, for a day, and for a user
 * @throws InvalidValue when the report needs more requests than are allowed, before the first of them
 */
export async function usageReport(
	context: OperationContext,
	operations: { month: Operation; day: Operation; user: Operation },
): Promise<OperationResult> {
	const { execute, list, perform } = context;
	const values = context.values as ReportValues;
	const { users: which = 'active', userIds = [], interval = 'month', language, timezone } = values;
	const isMonth = interval === 'month';
	const periods = isMonth
		? periodsBetween(String(values.fromMonth), String(values.toMonth))
		: periodsBetween(String(values.fromDate), String(values.toDate));

	const users = new Map<string, ReportedUser>();
	if (which === 'selected') {
		for (const userId of userIds) users.set(userId, { userId, userName: null });
	} else {
		await addUsers(users, list(allUsers, {}));
		if (which === 'all') await addUsers(users, list(expiredUser.operations.getAll, {}));
	}
	requireRequests(users.size, periods.length, values);
	execute.logger.info(`Usage report of ${users.size} users and ${periods.length} periods`);

	// A part that fails is a row of its own where the node goes on.
	const orRow = async (row: IDataObject, part: Promise<IDataObject>): Promise<Row> => {
		try {
			return { json: { ...row, ...(await part), ...row } };
		} catch (error) {
			const named = withNote(error, row.period ? `Period: ${String(row.period)}` : '');
			if (!execute.continueOnFail()) throw named as Error;
			return { json: row, error: named };
		}
	};
	const named = await inParallel([...users.values()], async (user) =>
		which === 'selected'
			? await orRow({ userId: user.userId }, nameOfUser(context, operations.user, user.userId))
			: { json: { ...user } },
	);
	const jobs = named.flatMap((row: Row): Row[] =>
		row.error === undefined ? periods.map((period) => ({ json: { ...row.json, period } })) : [row],
	);
	return await inParallel(jobs, async (job) => {
		if (job.error !== undefined) return job;
		const row = job.json;
		const { userId, period } = row;
		const asked = isMonth
			? { userId, month: period, language, timezone }
			: { userId, date: period, timezone };
		const figures = perform(isMonth ? operations.month : operations.day, asked);
		return await orRow(
			row,
			figures.then(([found]) => flatten(found as IDataObject)),
		);
	});
}

/** Says how many requests a report makes, before it makes them. */
function requireRequests(users: number, periods: number, values: ReportValues): void {
	const { users: which, maxRequests = defaultMaxRequests } = values;
	const requests = users * periods + (which === 'selected' ? users : 0);
	if (requests <= maxRequests) return;
	throw new InvalidValue(
		`The report needs ${requests} requests for ${users} users and ${periods} periods, but Options > Max Requests is ${maxRequests}. Increase it, or choose fewer users or periods`,
	);
}

import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import {
	budgetMs,
	handOn,
	poll,
	readSource,
	timeOf,
	type PollSource,
} from '../../../../nodes/shared/trigger/polling';
import type { Page } from '../../../../nodes/shared/records/pagination';
import { capacity } from '../../../../nodes/shared/trigger/pollState';
import type { Connection } from '../../../../nodes/shared/http/connection';
import { acme, node } from '../support/connection';

afterEach(() => jest.restoreAllMocks());

/** A list that shows these pages, one after the other. */
const source = (
	pages: Array<IDataObject[] | Error>,
	more: Partial<PollSource> = {},
): PollSource => ({
	name: 'created',
	settings: {},
	async *read(_connection, from) {
		for (let index = Number(from ?? 0); index < pages.length; index++) {
			const records = pages[index];
			if (records === undefined || records instanceof Error) throw records as Error;
			const page: Page = { records };
			yield index + 1 < pages.length ? { ...page, next: String(index + 1) } : page;
		}
	},
	identity: ({ id }) => String(id),
	...more,
});

/** A trigger in a workflow: what n8n gives a poll. */
function trigger({
	mode = 'trigger',
	budget = 45_000 as number | undefined,
	credential = 'c-1',
} = {}) {
	const data: IDataObject = {};
	const warn = jest.fn();
	const context = {
		getMode: () => mode,
		getNode: () => ({ ...node, credentials: { acmeApi: { id: credential, name: 'Acme' } } }),
		getCredentials: async () => ({ token: 's3cret-token' }),
		getWorkflowStaticData: () => data,
		logger: { warn },
		...(budget === undefined ? {} : { getPollBudgetMs: () => budget }),
	} as unknown as IPollFunctions;
	const pollOnce = async (...sources: PollSource[]) => {
		const output = await poll(context, acme, () => ({ sources }));
		return output?.[0]?.map(({ json }) => json) ?? output;
	};
	return { context, data, warn, pollOnce };
}

describe('timeOf', () => {
	it.each([
		['2026-05-04T10:00:00.000Z', Date.UTC(2026, 4, 4, 10)],
		['2021-12-16T06:06:25.244015+00:00', Date.UTC(2021, 11, 16, 6, 6, 25, 244)],
		[1_777_888_999_000, 1_777_888_999_000],
	])('timeOf reads %j', (value, time) => {
		expect(timeOf(value)).toBe(time);
	});

	it.each(['0001-01-01T00:00:00.000Z', 'soon', '', null, undefined, {}, 0, NaN])(
		'timeOf takes %j for no date',
		(value) => {
			expect(timeOf(value)).toBeUndefined();
		},
	);
});

describe('the budget of a poll', () => {
	it.each([
		[45_000, 36_000],
		[10_000, 8_000],
		[300_000, 48_000],
		[undefined, 36_000],
		[11, 8],
	])('The budget of %j is used up to %j milliseconds', (budget, used) => {
		expect(budgetMs(trigger({ budget }).context)).toBe(used);
	});

	it('A poll ends a reading when its budget is used up, and the next poll continues it', async () => {
		const { pollOnce } = trigger({ budget: 50 });
		const asked: Array<string | undefined> = [];
		const slow = source([], {
			fromBeginning: true,
			async *read({ signal }: Connection, from) {
				asked.push(from);
				const page = Number(from ?? 1);
				yield { records: [{ id: page }], next: String(page + 1) };
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
				throw new Error('The request was cancelled');
			},
		});
		expect(await pollOnce(slow)).toMatchObject([{ id: 1 }]);
		expect(await pollOnce(slow)).toMatchObject([{ id: 2 }]);
		expect(asked).toEqual([undefined, '2']);
	});

	it('A poll says so when its budget does not suffice for one page', async () => {
		const { pollOnce, data } = trigger({ budget: 50 });
		const stuck = source([], {
			async *read({ signal }: Connection): AsyncGenerator<Page> {
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
				yield await Promise.reject(new Error('The request was cancelled'));
			},
		});
		await expect(pollOnce(stuck)).rejects.toThrow(
			'Acme responds too slowly. Poll less often, or select fewer events.',
		);
		expect(data).toEqual({});
	});

	it('The budget is shared among the lists, so that a slow one does not starve the others', async () => {
		const { pollOnce } = trigger({ budget: 100 });
		const slow = source([], {
			name: 'slow',
			async *read({ signal }: Connection) {
				yield { records: [], next: '2' };
				await new Promise((resolve) => signal?.addEventListener('abort', resolve));
			},
		});
		const quick = source([[{ id: 1 }]], { name: 'quick', fromBeginning: true });
		expect(await pollOnce(slow, quick)).toMatchObject([{ id: 1, event: 'quick' }]);
	});
});

describe('poll', () => {
	it('A poll without events gives null, since n8n would run the workflow for an empty list', async () => {
		const { pollOnce } = trigger();
		expect(await pollOnce(source([[{ id: 1 }]]))).toBeNull();
		expect(await pollOnce(source([[{ id: 1 }]]))).toBeNull();
	});

	it('A poll without changes leaves its state alone, so that n8n need not store it', async () => {
		const { pollOnce, data } = trigger();
		await pollOnce(source([[{ id: 1 }]]));
		const { created } = data;
		await pollOnce(source([[{ id: 1 }]]));
		expect(data.created).toBe(created);
	});

	it('A poll adds the event and its ID, and nests what n8n would take for a failure', async () => {
		const { pollOnce } = trigger();
		await pollOnce(source([[]]));
		expect(await pollOnce(source([[{ id: 1, error: 'of the vendor' }]]))).toEqual([
			{
				id: 1,
				vendorError: 'of the vendor',
				event: 'created',
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
			},
		]);
	});

	it('A poll returns dated records in the order of their dates', async () => {
		const { pollOnce } = trigger();
		const time = ({ at }: IDataObject) => at as number;
		await pollOnce(source([[]], { time }));
		const records = [3, 1, 2].map((at) => ({ id: at, at }));
		expect(await pollOnce(source([records], { time }))).toMatchObject([
			{ at: 1 },
			{ at: 2 },
			{ at: 3 },
		]);
	});

	it.each([
		['the settings', {}, { settings: { user: 'b' } }],
		['where it starts', {}, { fromBeginning: true }],
		['the credential', { credential: 'c-2' }, {}],
	])('A poll starts over when %s changes', async (what, changed, more) => {
		const first = trigger();
		await first.pollOnce(source([[{ id: 1 }]]));
		const second = trigger(changed);
		Object.assign(second.data, first.data);
		const before = JSON.stringify(second.data);
		const items = await second.pollOnce(source([[{ id: 1 }, { id: 2 }]], more));
		expect(items === null).toBe(what !== 'where it starts');
		expect(JSON.stringify(second.data)).not.toBe(before);
	});

	it('A poll starts over, from now, when the state is of another version', async () => {
		const { pollOnce, data } = trigger();
		data.created = { version: 0, cursor: 'x' };
		expect(await pollOnce(source([[{ id: 1 }]]))).toBeNull();
		expect(await pollOnce(source([[{ id: 1 }, { id: 2 }]]))).toMatchObject([{ id: 2 }]);
	});

	it('A poll returns what other lists have when one fails, and logs it', async () => {
		const { pollOnce, warn } = trigger();
		const broken = source([new Error('No, s3cret-token')], { name: 'broken' });
		const good = source([[{ id: 1 }]], { fromBeginning: true });
		expect(await pollOnce(broken, good)).toHaveLength(1);
		expect(warn).toHaveBeenCalledWith('No, ***');
		await expect(pollOnce(broken, good)).rejects.toThrow('No, ***');
	});

	it('A poll returns the others when a list is too long to be remembered', async () => {
		jest.replaceProperty(capacity, 'undated', 1);
		const { pollOnce, data } = trigger();
		const long = source([[{ id: 1 }, { id: 2 }]], { name: 'long' });
		const good = source([[{ id: 1 }]], { fromBeginning: true });
		expect(await pollOnce(long, good)).toMatchObject([{ event: 'created' }]);
		expect(data).not.toHaveProperty('long');
		await expect(pollOnce(long, good)).rejects.toThrow('Filter the trigger');
	});

	it('A poll shows what is wrong with the parameters as an error of the node', async () => {
		const { context } = trigger();
		const refuse = () => {
			throw new Error('User is required');
		};
		await expect(poll(context, acme, refuse)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'User is required',
		});
	});

	it('A test run shows the newest record of the first page that has any', async () => {
		const { pollOnce, data } = trigger({ mode: 'manual' });
		const time = ({ at }: IDataObject) => at as number;
		const records = [2, 9, 4].map((at) => ({ id: at, at }));
		expect(await pollOnce(source([[], records, [{ id: 1, at: 99 }]], { time }))).toMatchObject([
			{ at: 9 },
		]);
		expect(data).toEqual({});
	});
});

describe('a poll that ends late', () => {
	const begin = async (data: IDataObject, records: IDataObject[], settings: string) =>
		await readSource(data, source([records]), settings, {} as Connection, { aborted: false });

	it('A poll that ends late does not undo what polls with newer settings have begun', async () => {
		const data: IDataObject = {};
		handOn(data, await begin(data, [{ id: 1 }], 'old'));
		const late = await begin(data, [{ id: 1 }, { id: 2 }], 'old');
		handOn(data, await begin(data, [{ id: 1 }, { id: 2 }], 'new'));
		const state = data.created;
		expect(handOn(data, late)).toEqual([]);
		expect(data.created).toBe(state);
	});

	it('A poll that ends late does not return what another has returned meanwhile', async () => {
		const data: IDataObject = {};
		handOn(data, await begin(data, [], 'same'));
		const [first, second] = [
			await begin(data, [{ id: 1 }], 'same'),
			await begin(data, [{ id: 1 }, { id: 2 }], 'same'),
		];
		expect(handOn(data, second)).toHaveLength(2);
		expect(handOn(data, first)).toEqual([]);
	});
});

import { WAIT_INDEFINITELY, type IExecuteFunctions } from 'n8n-workflow';

import {
	answerWebhooks,
	askAndWait,
	endOfWait,
	limitWaitTime,
} from '../../../../nodes/shared/action/sendAndWait';
import { readValues } from '../../../../nodes/shared/parameters/readValues';
import { placed } from '../../../../nodes/shared/vendor/operation';

const now = Date.parse('2026-11-20T09:30:00Z');

/** When the wait ends with this limit, as the editor stores it. */
const endWith = (values?: object, timezone = 'UTC') =>
	endOfWait(
		readValues(
			placed({ options: [limitWaitTime] }),
			() => (values ? { limitWaitTime: { values } } : {}),
			timezone,
		),
		now,
	).toISOString();

describe('the end of a wait', () => {
	it('Without a limit, it never ends', () => {
		expect(endWith()).toBe(WAIT_INDEFINITELY.toISOString());
	});

	it.each([
		[{}, '2026-11-20T10:30:00.000Z'],
		[{ resumeAmount: 2 }, '2026-11-20T11:30:00.000Z'],
		[{ resumeAmount: 0.5, resumeUnit: 'minutes' }, '2026-11-20T09:30:30.000Z'],
		[{ resumeAmount: '3', resumeUnit: 'days' }, '2026-11-23T09:30:00.000Z'],
		[{ resumeAmount: 0 }, '2026-11-20T09:30:00.000Z'],
	])('After an interval: %j', (values, end) => {
		expect(endWith(values)).toBe(end);
		expect(endWith({ limitType: 'afterTimeInterval', ...values })).toBe(end);
	});

	it('At a time, in the time zone of the workflow', () => {
		const limit = { limitType: 'atSpecifiedTime', maxDateAndTime: '2026-12-01T08:00:00' };
		expect(endWith(limit, 'Europe/Berlin')).toBe('2026-12-01T07:00:00.000Z');
	});

	it.each([
		[{ resumeAmount: 'soon' }, 'Amount must be a number'],
		[{ resumeUnit: 'weeks' }, 'Unit must be one of'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'tomorrow' }, 'Max Date and Time'],
		[{ limitType: 'atSpecifiedTime' }, 'Max Date and Time is required'],
	])('%j is refused', (values, words) => {
		expect(() => endWith(values)).toThrow(words);
	});
});

describe('asking', () => {
	it('Several items are refused before anything is sent', async () => {
		const ask = jest.fn();
		const execute = { getInputData: () => [{ json: {} }, { json: {} }] };
		await expect(askAndWait(execute as unknown as IExecuteFunctions, {}, ask)).rejects.toThrow(
			'handles one item at a time, but got 2',
		);
		expect(ask).not.toHaveBeenCalled();
	});

	it('A question that cannot be sent does not wait', async () => {
		const putExecutionToWait = jest.fn();
		const execute = {
			getInputData: () => [{ json: {} }],
			getContext: () => ({}),
			getSignedResumeUrl: () => 'https://n8n.test/webhook-waiting/1',
			putExecutionToWait,
		};
		const asked = askAndWait(
			execute as unknown as IExecuteFunctions,
			{},
			async () => await Promise.reject(new Error('no chat')),
		);
		await expect(asked).rejects.toThrow('no chat');
		expect(putExecutionToWait).not.toHaveBeenCalled();
	});

	it('GET and POST come to the same URL', () => {
		expect(answerWebhooks.map(({ httpMethod }) => httpMethod)).toEqual(['GET', 'POST']);
		expect(new Set(answerWebhooks.map(({ path }) => path)).size).toBe(1);
	});
});

import { done } from '../shared/vendor/answer';
import {
	operation,
	type OperationContext,
	type OperationResult,
	type Resource,
} from '../shared/vendor/operation';
import { choice, date, month, number, text, texts } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { defaultMaxRequests, usageReport } from './usageReport';
import { user } from './user';
import { userKind } from './userKind';

/** Only daily and monthly usage is documented for expired users as well. */
const ofAnyUser = pick(userKind, {
	description: 'The user to get usage for. Use By ID for expired users.',
});

const ofActiveUser = pick(userKind, { description: 'The active user to get usage for' });

const inMonth = {
	required: true,
	placeholder: 'e.g. 2026-11',
	description: 'Month in YYYY-MM format. A full date also works.',
};

const timezone = text('timezone', {
	placeholder: 'e.g. America/New_York',
	description: 'Time zone used to split days',
});

const languageCode = {
	placeholder: 'e.g. en-US',
	description: 'Only include this language',
};

export const usage = {
	name: 'Usage',
	operations: {
		getDaily: operation({
			name: 'Get Daily',
			action: 'Get daily usage of user',
			description: "Get a user's usage for one day",
			request: 'GET /users/{user-id}/usage/stats',
			parameters: [
				ofAnyUser,
				date('date', {
					required: true,
					description: 'Day to get. The time is ignored.',
				}),
			],
			additionalFields: [timezone],
		}),
		getLegacyDuration: operation({
			name: 'Legacy Duration (Deprecated)',
			action: 'Get deprecated legacy usage duration of user',
			description: 'Get the time spent per feature in one month. Use Get Monthly instead.',
			request: 'GET /users/{user-id}/usage/duration',
			parameters: [ofActiveUser, month('month', inMonth)],
		}),
		getLegacyMonthly: operation({
			name: 'Legacy Monthly (Deprecated)',
			action: 'Get deprecated legacy monthly usage of user',
			description: 'Get the totals of one month. Use Get Monthly instead.',
			// A month that is none would be another endpoint, such as /token: its format guards it.
			request: 'GET /users/{user-id}/{target-month}',
			parameters: [
				ofActiveUser,
				month('target-month', { ...inMonth, displayName: 'Month', name: 'month' }),
			],
		}),
		getMonthly: operation({
			name: 'Get Monthly',
			action: 'Get monthly usage of user',
			description: "Get a user's usage for one month",
			request: 'GET /users/{user-id}/usage/monthly-stats',
			parameters: [ofAnyUser, month('month', inMonth)],
			additionalFields: [text('language', languageCode), timezone],
		}),
		getReport: operation({
			name: 'Get Report',
			action: 'Get usage report of users',
			description:
				'Get the usage of many users as one flat row per user and period, ready for a sheet. Sends one request per row.',
			request: 'GET /users/{user-id}/usage/monthly-stats',
			parameters: [
				choice(
					'users',
					[
						{ name: 'Active', value: 'active', description: 'All active users' },
						{ name: 'Active and Expired', value: 'all', description: 'Expired users too' },
						{ name: 'Selected', value: 'selected', description: 'The users whose IDs you enter' },
					],
					{ in: 'local', default: 'active', description: 'Users to report' },
				),
				texts('user_ids', {
					in: 'local',
					displayName: 'User IDs',
					required: true,
					when: { users: ['selected'] },
					placeholder: 'e.g. user-1, user-2',
					description: 'Comma-separated IDs of active or expired users',
				}),
				choice(
					'interval',
					[
						{ name: 'Day', value: 'day', description: 'One row per day' },
						{ name: 'Month', value: 'month', description: 'One row per month' },
					],
					{ in: 'local', default: 'month', description: 'What each row covers' },
				),
				month('from_month', {
					in: 'local',
					...inMonth,
					when: { interval: ['month'] },
					default: "={{ $now.minus({ months: 1 }).toFormat('yyyy-MM') }}",
					description: 'First month in YYYY-MM format',
				}),
				month('to_month', {
					in: 'local',
					...inMonth,
					when: { interval: ['month'] },
					default: "={{ $now.minus({ months: 1 }).toFormat('yyyy-MM') }}",
					description: 'Last month in YYYY-MM format',
				}),
				date('from_date', {
					in: 'local',
					required: true,
					when: { interval: ['day'] },
					description: 'First day. The time is ignored.',
				}),
				date('to_date', {
					in: 'local',
					required: true,
					when: { interval: ['day'] },
					description: 'Last day. The time is ignored.',
				}),
			],
			additionalFields: [
				text('language', {
					in: 'local',
					...languageCode,
					description: 'Only include this language. Only used for months.',
				}),
				text('timezone', {
					in: 'local',
					placeholder: 'e.g. America/New_York',
					description: 'Time zone used to split days',
				}),
			],
			options: [
				number('max_requests', {
					in: 'local',
					typeOptions: { minValue: 1 },
					default: defaultMaxRequests,
					description: 'Stop with an error before the first request if the report needs more',
				}),
			],
			check: ({ interval = 'month', fromMonth = '', toMonth = '', fromDate = '', toDate = '' }) => {
				if (interval === 'month' && fromMonth > toMonth)
					return "From Month can't be after To Month";
				if (interval === 'day' && fromDate > toDate) return "From Date can't be after To Date";
				return undefined;
			},
			run: async (context): Promise<OperationResult> => {
				const { getDaily: day, getMonthly } = usage.operations;
				return await usageReport(context as OperationContext, {
					day,
					month: getMonthly,
					user: user.operations.get,
				});
			},
		}),
		getWeeklyAssessment: operation({
			name: 'Get Weekly Assessment',
			action: 'Get weekly assessment of user',
			description: "Get a user's language assessment for one week",
			request: 'GET /users/{user-id}/weekly-assessment/{target-week}',
			parameters: [
				ofActiveUser,
				date('target-week', {
					displayName: 'Week',
					name: 'week',
					description: 'Any day of the week',
				}),
			],
			additionalFields: [text('practiceLanguage', languageCode)],
			answer: done(),
		}),
	},
} satisfies Resource;

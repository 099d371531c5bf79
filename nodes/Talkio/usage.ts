import { done } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { date, month, text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { userKind } from './user';

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

import { done } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { date, month, text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { userKind } from './user';

const ofUser = pick(userKind, {
	description: 'The user whose usage to retrieve; give the ID of one who has expired',
});

const inMonth = {
	required: true,
	placeholder: 'e.g. 2026-11',
	description: 'The month as YYYY-MM; a whole date does as well',
};

const timezone = text('timezone', {
	placeholder: 'e.g. America/New_York',
	description: 'Where a day begins and ends',
});

const languageCode = {
	placeholder: 'e.g. en-US',
	description: 'Only what was practiced in this language',
};

export const usage = {
	name: 'Usage',
	operations: {
		getDaily: operation({
			name: 'Get Daily',
			action: 'Get daily usage of user',
			description: 'Retrieve what a user, active or expired, did on one day',
			request: 'GET /users/{user-id}/usage/stats',
			parameters: [
				ofUser,
				date('date', {
					required: true,
					description: 'The day to retrieve; of a date with a time only the day counts',
				}),
			],
			additionalFields: [timezone],
		}),
		getLegacyDuration: operation({
			name: 'Get Legacy Duration (Deprecated)',
			action: 'Get deprecated legacy usage duration of user',
			description: 'Retrieve the durations of one month by feature; use Get Monthly instead',
			request: 'GET /users/{user-id}/usage/duration',
			parameters: [ofUser, month('month', inMonth)],
		}),
		getLegacyMonthly: operation({
			name: 'Get Legacy Monthly (Deprecated)',
			action: 'Get deprecated legacy monthly usage of user',
			description: 'Retrieve the totals of one month; use Get Monthly instead',
			// A month that is none would be another endpoint, such as /token: its format guards it.
			request: 'GET /users/{user-id}/{target-month}',
			parameters: [
				ofUser,
				month('target-month', { ...inMonth, displayName: 'Month', name: 'month' }),
			],
		}),
		getMonthly: operation({
			name: 'Get Monthly',
			action: 'Get monthly usage of user',
			description: 'Retrieve what a user, active or expired, did in one month',
			request: 'GET /users/{user-id}/usage/monthly-stats',
			parameters: [ofUser, month('month', inMonth)],
			additionalFields: [text('language', languageCode), timezone],
		}),
		getWeeklyAssessment: operation({
			name: 'Get Weekly Assessment',
			action: 'Get weekly assessment of user',
			description: 'Retrieve how the language of a user was assessed in one week',
			request: 'GET /users/{user-id}/weekly-assessment/{target-week}',
			parameters: [
				ofUser,
				date('target-week', {
					displayName: 'Week',
					name: 'week',
					description: 'Any day of the week to retrieve',
				}),
			],
			additionalFields: [text('practiceLanguage', languageCode)],
			answer: done(),
		}),
	},
} satisfies Resource;

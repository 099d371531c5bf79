import { optional, path, query, type Field, type Resource } from '../shared/operation';
import { userInPath } from './locators';

const ofUser = userInPath('The user whose usage to retrieve; give the ID of one who has expired');

const month: Field = {
	displayName: 'Month',
	name: 'month',
	type: 'string',
	default: '',
	format: 'month',
	required: true,
	placeholder: 'e.g. 2026-11',
	description: 'The month as YYYY-MM; a whole date does as well',
};

const timezone = optional(
	query('timezone', {
		displayName: 'Timezone',
		type: 'string',
		placeholder: 'e.g. America/New_York',
		description: 'Where a day begins and ends',
	}),
);

const languageCode = {
	type: 'string',
	placeholder: 'e.g. en-US',
	description: 'Only what was practiced in this language',
} as const;

export const usage = {
	name: 'Usage',
	operations: {
		getDaily: {
			name: 'Get Daily',
			action: 'Get daily usage of user',
			description: 'Retrieve what a user, active or expired, did on one day',
			method: 'GET',
			path: '/users/{user-id}/usage/stats',
			parameters: [
				ofUser,
				query('date', {
					displayName: 'Date',
					type: 'dateTime',
					format: 'date',
					required: true,
					description: 'The day to retrieve; of a date with a time only the day counts',
				}),
				timezone,
			],
		},
		getLegacyDuration: {
			name: 'Get Legacy Duration (Deprecated)',
			action: 'Get deprecated legacy usage duration of user',
			description: 'Retrieve the durations of one month by feature; use Get Monthly instead',
			method: 'GET',
			path: '/users/{user-id}/usage/duration',
			parameters: [ofUser, query('month', month)],
		},
		getLegacyMonthly: {
			name: 'Get Legacy Monthly (Deprecated)',
			action: 'Get deprecated legacy monthly usage of user',
			description: 'Retrieve the totals of one month; use Get Monthly instead',
			method: 'GET',
			// A month that is none would be another endpoint, such as /token: its format guards it.
			path: '/users/{user-id}/{target-month}',
			parameters: [ofUser, path('target-month', month)],
		},
		getMonthly: {
			name: 'Get Monthly',
			action: 'Get monthly usage of user',
			description: 'Retrieve what a user, active or expired, did in one month',
			method: 'GET',
			path: '/users/{user-id}/usage/monthly-stats',
			parameters: [
				ofUser,
				query('month', month),
				optional(query('language', { displayName: 'Language', ...languageCode })),
				timezone,
			],
		},
		getWeeklyAssessment: {
			name: 'Get Weekly Assessment',
			action: 'Get weekly assessment of user',
			description: 'Retrieve how the language of a user was assessed in one week',
			method: 'GET',
			path: '/users/{user-id}/weekly-assessment/{target-week}',
			parameters: [
				ofUser,
				path('target-week', {
					displayName: 'Week',
					name: 'week',
					type: 'dateTime',
					default: '',
					format: 'date',
					description: 'Any day of the week to retrieve',
				}),
				optional(query('practiceLanguage', { displayName: 'Practice Language', ...languageCode })),
			],
		},
	},
} satisfies Resource;

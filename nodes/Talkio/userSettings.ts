import { done, record } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { number, text, toggle } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { recordIn } from './records';
import { userKind } from './userKind';

const languageExample = { placeholder: 'e.g. en-US' };

/** What can be set for a user. */
export const settings = [
	text('defaultTutor', {
		placeholder: 'e.g. Emma',
		description: 'Name of the tutor',
	}),
	toggle('hideIntroFlow', { description: 'Whether to skip the introduction' }),
	text('practiceLanguage', {
		...languageExample,
		description: 'Language the user is learning, e.g. en-US',
	}),
	text('practiceLanguageProficiency', {
		displayName: 'Proficiency',
		placeholder: 'e.g. elementary',
		description: "User's level in the practice language",
	}),
	number('readAloudSpeed', { default: 3, description: 'Speed for reading texts aloud' }),
	toggle('showChatRomanization', {
		description: 'Whether to show messages in the Latin alphabet',
	}),
	toggle('showChatTranslations', {
		description: 'Whether to show translations of messages',
	}),
	toggle('showLiveFeedback', {
		description: 'Whether to show feedback while the user talks',
	}),
	text('uiLanguage', {
		...languageExample,
		description: 'Language of menus and buttons, e.g. en-US',
	}),
	text('userLanguage', {
		...languageExample,
		description: "User's native language, e.g. de-DE",
	}),
] as const;

export const userSettings = {
	name: 'User Setting',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get settings of user',
			description: "Get a user's settings",
			request: 'GET /users/{user-id}/settings',
			parameters: [pick(userKind, { description: 'The user to get settings of' })],
			answer: record(recordIn),
		}),
		update: operation({
			name: 'Update',
			action: 'Update settings of user',
			description: "Update a user's settings. Fields you don't add stay unchanged.",
			request: 'PUT /users/{user-id}/settings',
			parameters: [pick(userKind, { description: 'The user to update' })],
			// Which values Talkio takes for proficiency, tutor and languages is not documented: texts.
			updateFields: settings,
			answer: done(recordIn),
		}),
	},
} satisfies Resource;

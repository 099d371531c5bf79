import { done, record } from '../shared/vendor/answer';
import { operation, type Resource } from '../shared/vendor/operation';
import { number, text, toggle } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { recordIn } from './records';
import { userKind } from './user';

const languageExample = { placeholder: 'e.g. en-US' };

export const userSettings = {
	name: 'User Setting',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get settings of user',
			description: 'Retrieve the present settings of a user',
			request: 'GET /users/{user-id}/settings',
			parameters: [pick(userKind, { description: 'The user whose settings to retrieve' })],
			answer: record(recordIn),
		}),
		update: operation({
			name: 'Update',
			action: 'Update settings of user',
			description: 'Change settings of a user; those that are not given stay as they are',
			request: 'PUT /users/{user-id}/settings',
			parameters: [pick(userKind, { description: 'The user whose settings to change' })],
			// Which values Talkio takes for proficiency, tutor and languages is not documented: texts.
			updateFields: [
				text('defaultTutor', {
					placeholder: 'e.g. Emma',
					description: 'The name of the tutor to talk with',
				}),
				toggle('hideIntroFlow', { description: 'Whether to leave out the introduction' }),
				text('practiceLanguage', {
					...languageExample,
					description: 'Code of the language that is learned',
				}),
				text('practiceLanguageProficiency', {
					placeholder: 'e.g. elementary',
					description: 'How well the user speaks the practice language',
				}),
				number('readAloudSpeed', { default: 3, description: 'How fast texts are read aloud' }),
				toggle('showChatRomanization', {
					description: 'Whether to show messages in Latin letters',
				}),
				toggle('showChatTranslations', {
					description: 'Whether to show translations of messages',
				}),
				toggle('showLiveFeedback', {
					description: 'Whether to give feedback while the user talks',
				}),
				text('uiLanguage', {
					...languageExample,
					description: 'Code of the language of menus and buttons',
				}),
				text('userLanguage', {
					...languageExample,
					description: 'Code of the language that the user knows',
				}),
			],
			answer: done(recordIn),
		}),
	},
} satisfies Resource;

import { body, optional, type Parameter, type Resource } from '../shared/operation';
import { userInPath } from './locators';
import { recordIn } from './records';

const language = (wire: string, displayName: string, description: string) =>
	body(wire, { displayName, type: 'string', placeholder: 'e.g. en-US', description });

const flag = (wire: string, displayName: string, description: string) =>
	body(wire, { displayName, type: 'boolean', description });

/** Which values Talkio takes for proficiency, tutor and languages is not documented: texts. */
const settings: Parameter[] = [
	body('defaultTutor', {
		displayName: 'Default Tutor',
		type: 'string',
		placeholder: 'e.g. Emma',
		description: 'The name of the tutor to talk with',
	}),
	flag('hideIntroFlow', 'Hide Intro Flow', 'Whether to leave out the introduction'),
	language('practiceLanguage', 'Practice Language', 'Code of the language that is learned'),
	body('practiceLanguageProficiency', {
		displayName: 'Practice Language Proficiency',
		type: 'string',
		placeholder: 'e.g. elementary',
		description: 'How well the user speaks the practice language',
	}),
	body('readAloudSpeed', {
		displayName: 'Read Aloud Speed',
		type: 'number',
		default: 3,
		description: 'How fast texts are read aloud',
	}),
	flag(
		'showChatRomanization',
		'Show Chat Romanization',
		'Whether to show messages in Latin letters',
	),
	flag(
		'showChatTranslations',
		'Show Chat Translations',
		'Whether to show translations of messages',
	),
	flag('showLiveFeedback', 'Show Live Feedback', 'Whether to give feedback while the user talks'),
	language('uiLanguage', 'UI Language', 'Code of the language of menus and buttons'),
	language('userLanguage', 'User Language', 'Code of the language that the user knows'),
];

export const userSettings = {
	name: 'User Setting',
	operations: {
		get: {
			name: 'Get',
			action: 'Get settings of user',
			description: 'Retrieve the present settings of a user',
			method: 'GET',
			path: '/users/{user-id}/settings',
			parameters: [userInPath('The user whose settings to retrieve')],
			result: recordIn,
		},
		update: {
			name: 'Update',
			action: 'Update settings of user',
			description: 'Change settings of a user; those that are not given stay as they are',
			method: 'PUT',
			path: '/users/{user-id}/settings',
			parameters: [
				userInPath('The user whose settings to change'),
				...settings.map((parameter) => optional(parameter, 'updateFields')),
			],
			result: recordIn,
		},
	},
} satisfies Resource;

import { locator } from '../shared/locator';

/** Picks a talk: from the list, by the URL of its page (`https://atsmalltalk.com/ti/<id>`) or by ID. */
export const talkLocator = (description: string, required = true) =>
	locator({
		displayName: 'Talk',
		search: 'searchTalks',
		description,
		required,
		idPlaceholder: 'e.g. 8384bedb-e656-4d2e-8a6b-58673e794506',
		url: {
			regex: 'https?://(?:www\\.)?atsmalltalk\\.com/ti/([^/?#\\s]+)',
			placeholder: 'e.g. https://atsmalltalk.com/ti/8384bedb-e656-4d2e-8a6b-58673e794506',
		},
	});

/** Picks a group: from the list or by ID; groups have no page that is documented. */
export const groupLocator = (description: string) =>
	locator({
		displayName: 'Group',
		search: 'searchGroups',
		description,
		idPlaceholder: 'e.g. df6829ae-35bf-42ls-851e-sdfoijg82224j',
	});

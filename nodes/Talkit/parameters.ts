import { locator } from '../shared/locator';
import { header, optional } from '../shared/operation';
import { installationHeader } from './installationToken';

/** Picks a plugin of the developer: from the list or by ID. */
export const pluginLocator = (description: string) =>
	locator({
		displayName: 'Plugin',
		search: 'searchPlugins',
		description,
		idPlaceholder: 'e.g. 12',
	});

/** Picks a transcript of the installation's user: from the list or by ID. */
export const transcriptLocator = (description: string) =>
	locator({
		displayName: 'Transcript',
		search: 'searchTranscripts',
		description,
		idPlaceholder: 'e.g. 4711',
	});

/** The installation to act for, where it is not the credential's. */
export const installation = optional(
	header(installationHeader, {
		displayName: 'Plugin Installation UUID',
		name: 'installationUuid',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
		description:
			'The installation whose user to act for, instead of the one in the credential. A plugin has one for each user who installed it.',
	}),
	'options',
);

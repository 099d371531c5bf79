import { completedTranscriptId, installationUuids } from './seed';

/**
 * An event of each kind. The vendor's receiver reads nothing but `type`; what the event with the
 * transcript holds besides is made up.
 */
export const sampleEvents = {
	'test.completed': { type: 'test.completed' },
	'transcript.completed': {
		type: 'transcript.completed',
		data: {
			id: completedTranscriptId,
			plugin_installation_uuid: installationUuids.mira,
		},
	},
};

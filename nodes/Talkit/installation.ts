import { text } from '../shared/vendor/parameter';
import { installationHeader } from './installationToken';

/** The installation to act for, where it is not the credential's. */
export const installation = text(installationHeader, {
	in: 'header',
	displayName: 'Plugin Installation UUID',
	name: 'installationUuid',
	placeholder: 'e.g. 5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
	description:
		'Installation to use instead of the one in the credential. Each user who installs the plugin has their own.',
});

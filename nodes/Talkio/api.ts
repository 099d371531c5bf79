import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InvalidBaseUrl } from '../shared/http/baseUrl';
import { reportedError } from '../shared/http/errors';
import { encodeSegment } from '../shared/parameters/path';
import type { Api } from '../shared/vendor/api';
import { appUrl } from './appUrl';
import { conversation } from './conversation';
import { embed } from './embed';
import { expiredUser } from './expiredUser';
import { organizationPreference } from './organizationPreference';
import { organizationSlug } from './organizationSlug';
import { usage } from './usage';
import { user } from './user';
import { userSettings } from './userSettings';

function organizationUrl(credentials: ICredentialDataDecryptedObject): string {
	const slug = String(credentials.organizationSlug ?? '').trim();
	if (slug === '') {
		throw new InvalidBaseUrl('Enter an Organization Slug in the credential');
	}
	const segment = encodeSegment(slug, 'Organization Slug');
	return `${appUrl(credentials)}/api/partner/v3/organizations/${segment}`;
}

/**
 * Talkio's Partner API V3 (https://ai.vibenglish.com/partners/developer). It publishes requests but
 * neither answers, errors nor limits.
 */
export const talkioApi: Api = {
	name: 'Talkio',
	documentationUrl: 'https://ai.vibenglish.com/partners/developer',
	credential: 'talkioApi',
	secrets: ['apiKey', 'providerSecret'],
	baseUrl: organizationUrl,
	overrides: [organizationSlug],
	concurrency: 8,
	failure: reportedError,
	resources: {
		user,
		userSettings,
		expiredUser,
		usage,
		conversation,
		organizationPreference,
		embed,
	},
};

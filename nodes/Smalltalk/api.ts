import type { Api } from '../shared/vendor/api';
import { readBaseUrl } from '../shared/http/baseUrl';
import { reportedError } from '../shared/http/errors';
import { caption } from './caption';
import { group } from './group';
import { groupTalk } from './groupTalk';
import { recording } from './recording';
import { talk } from './talk';

/**
 * Smalltalk (http://atsmalltalk.com/api). Every reply but that of a join link is an envelope with
 * an `error` key, whose type is not documented; it is null where all went well. No limit of
 * requests is published.
 */
export const smalltalkApi: Api = {
	name: 'Smalltalk',
	documentationUrl: 'http://atsmalltalk.com/api',
	credential: 'smalltalkApi',
	secrets: ['apiToken', 'webhookSecret'],
	baseUrl: ({ baseUrl }) => readBaseUrl(baseUrl, 'https://www.atsmalltalk.com'),
	concurrency: 24,
	failure: reportedError,
	resources: { talk, recording, caption, group, groupTalk },
};

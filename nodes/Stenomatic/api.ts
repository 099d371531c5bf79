import type { Api } from '../shared/api';
import { readBaseUrl } from '../shared/http/baseUrl';
import { reportedError } from '../shared/errors';
import { client } from './client';
import { room } from './room';
import { transcription } from './transcription';
import { usage } from './usage';

/**
 * Stenomatic (https://docs.stenomatic.ai/home/rest-api/account-rest-api). Lists are bare arrays in
 * one reply. Neither the shape of errors nor a limit of requests is published.
 */
export const stenomaticApi: Api = {
	name: 'Stenomatic',
	documentationUrl: 'https://docs.stenomatic.ai/home/rest-api/account-rest-api',
	credential: 'stenomaticApi',
	secrets: ['apiKey'],
	baseUrl: ({ baseUrl, usageBaseUrl }, server) => {
		const main = readBaseUrl(baseUrl, 'https://api.stenomatic.ai/v1');
		return server === 'usage' ? readBaseUrl(usageBaseUrl, main, 'Usage Base URL') : main;
	},
	concurrency: 8,
	failure: reportedError,
	resources: { room, client, usage, transcription },
};

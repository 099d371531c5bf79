import { reportedError } from '../shared/http/errors';
import type { Api } from '../shared/vendor/api';
import { apiUrl } from './apiUrl';
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
	baseUrl: apiUrl,
	concurrency: 8,
	failure: reportedError,
	resources: { room, client, usage, transcription },
};

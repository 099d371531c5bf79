import type { INodeParameters } from 'n8n-workflow';

/**
 * Poll Times that poll every so many seconds of a minute: a cron for each time, since n8n refuses
 * one that polls more often than once a minute.
 */
export const pollTimes = (everySeconds: number): INodeParameters => ({
	item: Array.from({ length: 60 / everySeconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * everySeconds} * * * * *`,
	})),
});

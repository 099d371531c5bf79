import type { INodeParameters } from 'n8n-workflow';

/** Poll Times: a cron for each second of a minute, since n8n refuses one that polls more often than that. */
export const everySecond: INodeParameters = {
	item: Array.from({ length: 60 }, (_, second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	})),
};

import { ensureProgram } from './program';
import type { Report } from './progress';

/** The path of a Redis server, installed first where there is none. */
export const ensureRedis = async (report?: Report): Promise<string> =>
	await ensureProgram(
		{
			title: 'Redis',
			choices: 'Redis',
			variable: 'REDIS_SERVER_PATH',
			names: ['redis-server'],
			elsewhere: ['/usr/bin/redis-server', '/opt/homebrew/bin/redis-server'],
			debianPackage: 'redis-server',
		},
		report,
	);

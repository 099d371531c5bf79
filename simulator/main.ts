import { parseArgs } from 'node:util';

import { startSimulator } from './index';
import { vendors } from './vendors';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '3400' } } });
	const simulator = await startSimulator({ port: Number(values.port) });
	for (const { name } of vendors) console.log(`${name}: ${simulator.url}/${name}`);
	console.log(`control: ${simulator.url}/control (see simulator/README.md). Stop with Ctrl+C.`);

	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE'
			? 'The port is in use: stop what listens there, or choose another with --port.'
			: error.message,
	);
	process.exitCode = 1;
});

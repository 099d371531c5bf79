import { parseArgs } from 'node:util';

import { startSimulator } from './index';
import { vendors } from './vendors';

const usage = 'Give the port as a number from 0 (any free one) to 65535, like this: --port 3400.';

function readPort(): number {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '3400' } } });
	const port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
	if (!(port <= 65535)) throw new Error(usage);
	return port;
}

function sentence(error: NodeJS.ErrnoException): string {
	if (error.code === 'EADDRINUSE') {
		return 'The port is in use: stop what listens there, or choose another with --port.';
	}
	return error.code?.startsWith('ERR_PARSE_ARGS') ? usage : error.message;
}

async function main(): Promise<void> {
	const simulator = await startSimulator({ port: readPort() });
	for (const { name } of vendors) console.log(`${name}: ${simulator.url}/${name}`);
	console.log(`control: ${simulator.url}/control (see simulator/README.md). Stop with Ctrl+C.`);

	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
	console.error(sentence(error));
	process.exitCode = 1;
});

import { SmalltalkApi } from '../../credentials/SmalltalkApi.credentials';
import { Smalltalk } from '../../nodes/Smalltalk/Smalltalk.node';
import { runNode } from './support/workflow';
import fastify from 'fastify';

test('smoke', async () => {
	const app = fastify();
	app.post('/api/p/talk', async (req) => ({ talk: { id: '1', ...(req.body as object) }, error: null }));
	await app.listen({ port: 0, host: '127.0.0.1' });
	const port = (app.server.address() as any).port;
	const r = await runNode({
		nodeType: new Smalltalk(),
		parameters: { resource: 'talk', operation: 'create', name: '={{ $json.n }}', additionalFields: { startTime: '2026-01-02T03:04' }, output: 'raw' },
		credentials: { smalltalkApi: { type: new SmalltalkApi(), data: { apiToken: 'secret-token', baseUrl: `http://127.0.0.1:${port}` } } },
		items: [{ n: 'a' }, { n: 'b' }],
		timezone: 'Europe/Berlin',
	});
	console.log(JSON.stringify(r.items), r.error);
	await app.close();
});

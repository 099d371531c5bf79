import type { INodeCredentials } from 'n8n-workflow';

import { errorOf, itemsOf, N8nApi } from '../../scripts/n8n/api';
import { ensureN8n } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { readSinglePackages, workflowFor } from '../../scripts/singlePackages';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { serviceUses } from '../uses';
import { describedRequests, expectedRequests } from '../uses/use';
import { environment } from './support/environment';
import { clickedWorkflow, imported, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';
import { play, stories } from './support/stories';

jest.setTimeout(180_000);

const storyOf: Record<string, string> = {
	smalltalk: 'smalltalk-transcription-to-text',
	stenomatic: 'stenomatic-usage-above-limit',
	talkio: 'talkio-user-expired-to-team',
	talkit: 'talkit-transcript-to-file',
	voipbin: 'voipbin-reply-in-thread',
};

describe.each(readSinglePackages())('$name, installed alone', (single) => {
	let n8n: N8nInstance;
	let api: N8nApi;
	let simulated: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		const packed = environment().singlePackages.find(({ name }) => name === single.name);
		if (!packed) throw new Error(`${single.name} is not packed`);
		n8n = await N8nInstance.start({ installation: await ensureN8n(), packages: [packed] });
		api = await N8nApi.signUp(n8n.url, environment().n8n.owner);
		simulated = await simulate(single.service);
		credentials = await storeCredentials(single.service, simulated.baseUrl, single.name, api);
	});

	afterAll(async () => {
		await simulated?.stop();
		await n8n?.stop();
	});

	it('An AI agent finds its action node as a tool, and nothing of another package', async () => {
		const [action, trigger] = single.nodes;
		const service = serviceUses.find((one) => one.service === single.service);
		// n8n also makes a review of a node that can wait for a response.
		const waits = service?.nodeType().description.webhooks !== undefined;
		const tools = [`${action}Tool`, ...(waits ? [`${action}HitlTool`] : [])];
		const types = (await api.nodeTypes()).filter((type) => !/^(n8n-nodes-base|@n8n\/)/.test(type));
		expect(types.sort()).toEqual(
			[action, ...tools, trigger].map((node) => `${single.name}.${node}`).sort(),
		);
	});

	it('An operation works', async () => {
		const service = serviceUses.find((one) => one.service === single.service);
		const use = service?.uses[0];
		if (!service || !use) throw new Error(`There is no use of ${single.service}`);
		const { resource, operation, parameters } = use;
		const workflow = await api.createWorkflow({
			...clickedWorkflow('One operation', {
				type: `${single.name}.${service.node}`,
				parameters: { resource, operation, ...parameters },
				credentials,
			}),
			settings: { timezone: use.timezone ?? 'UTC' },
		});

		const execution = await api.run(workflow, 'Start');

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Node')).toEqual(use.items);
		const received = await simulated.control.requests();
		expect(describedRequests(service, received)).toEqual(expectedRequests(service, use));
	});

	it('An event starts the example workflow', async () => {
		await simulated.control.reset();
		const file = storyOf[single.service] ?? '';
		const story = stories[file];
		const example = workflowFor(single, (await readWorkflowFiles()).get(file)!);
		if (!story || !example) throw new Error(`There is no example workflow of ${single.service}`);
		const { change = (unchanged) => unchanged } = story;
		const workflow = await api.createWorkflow(await change(imported(example, credentials), api));
		await api.publish(workflow);

		const started = { api, workflow, vendors: { [single.service]: simulated } };
		expect(await play(story, started)).toEqual(story.items);
	});
});

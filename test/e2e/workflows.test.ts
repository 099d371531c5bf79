import type { INodeCredentials } from 'n8n-workflow';

import { demoCredentials } from '../../scripts/credentials';
import type { Workflow, WorkflowFile } from '../../scripts/n8n/api';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { n8nApi } from './support/environment';
import { imported, storeCredentials } from './support/nodes';
import { simulate } from './support/simulated';
import { play, stories, type Started } from './support/stories';

jest.setTimeout(60_000);

describe('example workflows', () => {
	let files: Map<string, WorkflowFile>;
	let vendors: Started['vendors'] = {};
	let published: Workflow | undefined;

	beforeAll(async () => {
		files = await readWorkflowFiles();
	});

	afterEach(async () => {
		if (published) await n8nApi().unpublish(published);
		published = undefined;
		for (const vendor of Object.values(vendors)) await vendor.stop();
		vendors = {};
	});

	const read = (file: string): WorkflowFile => {
		const workflow = files.get(file);
		if (!workflow) throw new Error(`workflows/${file}.json is not there`);
		return workflow;
	};

	it('Every example workflow is tested here', () => {
		expect([...files.keys()]).toEqual(Object.keys(stories).sort());
	});

	it.each(Object.keys(stories))(
		'The workflow %s names its credentials as n8n proposes, without IDs',
		(file) => {
			const named = read(file).nodes.flatMap(({ credentials }) =>
				Object.entries(credentials ?? {}),
			);
			expect(named).not.toEqual([]);
			for (const [type, credential] of named) {
				const name = demoCredentials.find((one) => one.type === type)?.name;
				expect(credential).toEqual({ id: null, name });
			}
		},
	);

	it.each(Object.entries(stories))('The workflow %s works', async (name, story) => {
		const stored: INodeCredentials = {};
		for (const vendor of story.vendors) {
			const simulated = await simulate(vendor);
			vendors[vendor] = simulated;
			Object.assign(stored, await storeCredentials(vendor, simulated.baseUrl, `workflow ${name}`));
		}
		const { change = (file) => file } = story;
		const workflow = await n8nApi().createWorkflow(
			await change(imported(read(name), stored), n8nApi()),
		);
		await n8nApi().publish(workflow);
		published = workflow;

		expect(await play(story, { api: n8nApi(), workflow, vendors })).toEqual(story.items);
	});
});

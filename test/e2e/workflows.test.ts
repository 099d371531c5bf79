import { demoCredentials } from '../../scripts/credentials';
import { errorOf, itemsOf, type WorkflowFile } from '../../scripts/n8n/api';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { talkIds } from '../../simulator/smalltalk/seed';
import { completedTranscriptId } from '../../simulator/talkit/seed';
import { n8nApi } from './support/environment';
import { imported, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

/** For each file in `workflows/`: the event that starts it, and what its last node then hands on. */
const stories: Record<string, { vendor: string; event: string; items: unknown[] }> = {
	'smalltalk-transcription-to-text': {
		vendor: 'smalltalk',
		event: 'transcription_ready',
		items: [
			{
				talkId: talkIds.townHall,
				fileName: '48210377.mp4',
				text: expect.stringMatching(/^Welcome, everybody, to our autumn town hall\./),
			},
		],
	},
	'talkit-transcript-to-file': {
		vendor: 'talkit',
		event: 'transcript.completed',
		items: [
			expect.objectContaining({ id: completedTranscriptId, headline: 'Visit to Fabrikam: pilot' }),
		],
	},
};

describe('example workflows', () => {
	let files: Map<string, WorkflowFile>;
	let simulated: SimulatedVendor | undefined;

	beforeAll(async () => {
		files = await readWorkflowFiles();
	});

	afterEach(async () => {
		await simulated?.stop();
		simulated = undefined;
	});

	const read = (file: string): WorkflowFile => {
		const workflow = files.get(file);
		if (!workflow) throw new Error(`workflows/${file}.json is not there`);
		return workflow;
	};

	it('are all tested here', () => {
		expect([...files.keys()]).toEqual(Object.keys(stories).sort());
	});

	it.each(Object.keys(stories))('%s names its credentials as n8n proposes, without ids', (file) => {
		const named = read(file).nodes.flatMap(({ credentials }) => Object.entries(credentials ?? {}));
		expect(named).not.toEqual([]);
		for (const [type, credential] of named) {
			const name = demoCredentials.find((one) => one.type === type)?.name;
			expect(credential).toEqual({ id: null, name });
		}
	});

	it.each(Object.entries(stories))('%s works', async (file, { vendor, event, items }) => {
		simulated = await simulate(vendor);
		const stored = await storeCredentials(vendor, simulated.baseUrl, `workflow ${file}`);
		const workflow = await n8nApi().createWorkflow(imported(read(file), stored));
		await n8nApi().publish(workflow);
		await simulated.control.setWebhook({ url: n8nApi().productionUrl(workflow) });

		await simulated.control.sendSample(event);

		const [execution] = await n8nApi().executions(workflow, 1);
		if (!execution) throw new Error('There is no execution');
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, workflow.nodes.at(-1)?.name ?? '')).toEqual(items);
	});
});

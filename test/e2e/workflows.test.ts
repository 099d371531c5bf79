import { errorOf, itemsOf } from '../../scripts/n8n/api';
import { demoCredentials } from '../../scripts/credentials';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { talkIds } from '../../simulator/smalltalk/seed';
import { completedTranscriptId } from '../../simulator/talkit/seed';
import { n8nApi } from './support/environment';
import { simulate } from './support/simulated';

jest.setTimeout(60_000);

/** For each file in `workflows/`: the event that starts it, and what then comes out. */
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
	it('are all tested here', async () => {
		const files = await readWorkflowFiles();
		expect([...files.keys()]).toEqual(Object.keys(stories).sort());
	});

	it.each(Object.entries(stories))('%s', async (file, { vendor, event, items }) => {
		const simulated = await simulate(vendor);
		for (const credential of demoCredentials.filter((one) => one.vendor === vendor)) {
			const { type, name, data } = credential;
			await n8nApi().createCredential(type, name, data(simulated.baseUrl));
		}
		const content = (await readWorkflowFiles()).get(file);
		if (!content) throw new Error(`workflows/${file}.json is not there`);
		const workflow = await n8nApi().createWorkflow(content);
		await n8nApi().publish(workflow);
		await simulated.control.setWebhook({ url: n8nApi().productionUrl(workflow) });

		await simulated.control.sendSample(event);

		const [execution] = await n8nApi().executions(workflow, 1);
		if (!execution) throw new Error('There is no execution');
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, content.nodes.at(-1)?.name ?? '')).toEqual(items);
		await simulated.stop();
	});
});

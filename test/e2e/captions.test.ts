import { errorOf, itemsOf } from '../../scripts/n8n/api';
import { chain } from '../support/chain';
import { environment, n8nApi } from './support/environment';
import { storeCredentials } from './support/nodes';
import { start } from './support/questions';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('Smalltalk captions in a workflow', () => {
	let smalltalk: SimulatedVendor;

	beforeAll(async () => {
		smalltalk = await simulate('smalltalk');
	});
	afterAll(() => smalltalk.stop());

	it('All captions that come in leave as one file for each talk', async () => {
		const caption = (talkId: string, second: number, message: string) => ({
			talkId,
			message,
			fullname: 'Nadia Okafor',
			timestamp: `2026-01-01T10:00:0${second}.000Z`,
		});
		const captions = [caption('a', 1, 'One'), caption('a', 4, 'Two'), caption('b', 2, 'Three')];
		const workflow = await n8nApi().createWorkflow(
			chain('Captions', [
				start,
				{
					name: 'Captions',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput: JSON.stringify({ captions }) },
				},
				{
					name: 'Split Out',
					type: 'n8n-nodes-base.splitOut',
					parameters: { fieldToSplitOut: 'captions' },
				},
				{
					name: 'Subtitles',
					type: `${environment().packed.name}.smalltalk`,
					parameters: { resource: 'caption', operation: 'createFile', format: 'srt' },
					credentials: await storeCredentials('smalltalk', smalltalk.baseUrl, 'captions'),
				},
			]),
		);
		const execution = await n8nApi().run(workflow, 'Start');
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Subtitles')).toEqual([
			{ talk_id: 'a', captions: 2 },
			{ talk_id: 'b', captions: 1 },
		]);
		const [run] = execution.data.resultData.runData.Subtitles ?? [];
		const files = (run?.data?.main?.[0] ?? []).map(({ binary }) => binary?.data?.fileName);
		expect(files).toEqual(['Captions a.srt', 'Captions b.srt']);
	});
});

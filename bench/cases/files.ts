import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { StoredFile, VoipbinState } from '../../simulator/voipbin/state';
import { downloadLink } from '../../simulator/voipbin/views';
import type { Bench } from '../bench';
import { ensure, shareAtMost, type BenchCase } from '../benchCase';
import type { BenchN8n } from '../benchN8n';
import { caller, node } from '../nodes';
import { forgetPeak, megabyte, peakMemory } from '../processUse';
import { interleave, median, readable, readableDifference, type Difference } from '../statistics';

/** Files in one execution. */
const count = 10;

interface Contender {
	title: string;
	/** Whether it downloads the file that VoIPBin has, instead of uploading its own. */
	downloads?: boolean;
	/** None where the file is only made. */
	node?: (bench: Bench, stored: StoredFile) => Partial<INode>;
}

const ownUpload: Contender = {
	title: 'VoIPBin node, upload',
	node: (bench) => ({
		type: bench.own('voipbin'),
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: 'data' },
	}),
};

const ownDownload: Contender = {
	title: 'VoIPBin node, download',
	downloads: true,
	node: (bench, { id }) => ({
		type: bench.own('voipbin'),
		parameters: {
			resource: 'file',
			operation: 'download',
			fileId: { __rl: true, mode: 'id', value: id },
		},
	}),
};

const httpUpload: Contender = {
	title: 'HTTP Request node, upload',
	node: (bench) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: `${bench.baseUrl('voipbin')}/v1.0/service_agents/files`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'voipbinApi',
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [
					{ name: 'type', value: 'talk' },
					{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
				],
			},
		},
	}),
};

const httpDownload: Contender = {
	title: 'HTTP Request node, download',
	downloads: true,
	node: (bench, stored) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			// Where VoIPBin redirects to: the node would send its credential along, which that place refuses.
			url: downloadLink(stored, bench.baseUrl('voipbin')),
			options: { response: { response: { responseFormat: 'file' } } },
		},
	}),
};

const fileAlone: Contender = { title: 'The file alone, without a request' };

const contenders = [ownUpload, httpUpload, ownDownload, httpDownload, fileAlone];

/** A file that VoIPBin has. */
const storedFile = (bytes: number, { files: [sample] }: VoipbinState): StoredFile => ({
	...(sample as StoredFile),
	id: randomUUID(),
	filename: 'talk.bin',
	contentType: 'application/octet-stream',
	content: Buffer.alloc(bytes, 'talk').toString('base64'),
	signature: 'signature',
});

interface Transfer {
	/** Bytes that n8n's process held at most, beyond what it held before. */
	rise: number;
	ms: number;
}

async function transfer(bench: Bench, n8n: BenchN8n, contender: Contender, bytes: number) {
	const control = bench.control('voipbin');
	await control.reset();
	await control.setRequestDetail({ headers: false, bodies: false });
	const state = await control.state<VoipbinState>();
	const stored = storedFile(bytes, state);
	await control.setState<VoipbinState>({
		files: contender.downloads ? [...state.files, stored] : state.files,
	});
	const path = randomUUID();
	const subject =
		contender.node &&
		node('Subject', '', {
			...contender.node(bench, stored),
			credentials: n8n.credentialsOf('voipbinApi'),
		});
	const nodes = [caller(path), node('File', bench.peer('file')), ...(subject ? [subject] : [])];
	const workflow = await n8n.publish(contender.title, nodes);
	const own = { count, bytes: contender.downloads ? 1 : bytes };
	const held = await forgetPeak(n8n.pid);
	const start = performance.now();
	const { status, body } = await n8n.call({ path, body: JSON.stringify(own) });
	const ms = performance.now() - start;
	const rise = (await peakMemory(n8n.pid)) - held;
	ensure(status === 200, `${contender.title} failed: ${body}`);
	if (subject) {
		const { items, error } = await n8n.latestResult(workflow, 'Subject');
		ensure(error === undefined, `${contender.title} failed: ${error}`);
		ensure(items.length === count, `${contender.title} handed on ${items.length} items`);
		const requests = await control.requests();
		const moved = requests.filter(
			(request) => request.status === 200 && /\/files$|\/storage\//.test(request.path),
		);
		ensure(moved.length === count, `${contender.title} moved ${moved.length} files`);
	}
	await control.reset();
	return { rise, ms };
}

/** Large files in both directions: how much of them n8n holds at a time. */
export const files: BenchCase = {
	name: 'files',
	async run(bench) {
		const bytes = bench.amount(30, 1) * 1_000_000;
		const measured = await interleave(bench.rounds, contenders, async (contender, round) => {
			const result = await bench.withN8n(async (n8n) => {
				// Code that is used for the first time is loaded and compiled.
				await transfer(bench, n8n, contender, 1000);
				return await transfer(bench, n8n, contender, bytes);
			});
			bench.options.report(
				`Round ${round}: ${contender.title}: ${readable(result.rise / megabyte)} MB more than before`,
			);
			return result;
		});
		const middle = (contender: Contender, of: keyof Transfer) =>
			median((measured.get(contender) ?? []).map((one) => one[of]));
		// What n8n's memory rises by without any transfer says nothing about one.
		const noise = middle(fileAlone, 'rise');
		const rise = (contender: Contender): Difference => ({
			value: middle(contender, 'rise'),
			noise: contender === fileAlone ? 0 : noise,
		});
		return {
			work: `${count} files of ${bytes / 1_000_000} MB in one execution`,
			rows: contenders.map((contender) => ({
				contender: contender.title,
				figures: {
					'peak beyond before (MB)': readableDifference(rise(contender), megabyte),
					"of one file's size": readable(middle(contender, 'rise') / bytes),
					'time (s)': readable(middle(contender, 'ms') / 1000),
				},
			})),
			targets: [
				shareAtMost(
					1.3,
					"of the HTTP Request node's peak, upload",
					rise(ownUpload),
					rise(httpUpload),
				),
				shareAtMost(
					1.3,
					"of the HTTP Request node's peak, download",
					rise(ownDownload),
					rise(httpDownload),
				),
			],
		};
	},
};

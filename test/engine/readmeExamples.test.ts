import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type {
	ICredentialType,
	INodeParameters,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';

import { StenomaticApi } from '../../credentials/StenomaticApi.credentials';
import { TalkioApi } from '../../credentials/TalkioApi.credentials';
import { SmalltalkTrigger } from '../../nodes/Smalltalk/SmalltalkTrigger.node';
import { StenomaticTrigger } from '../../nodes/Stenomatic/StenomaticTrigger.node';
import { TalkioTrigger } from '../../nodes/Talkio/TalkioTrigger.node';
import { TalkitTrigger } from '../../nodes/Talkit/TalkitTrigger.node';
import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import { demoCredentials } from '../../scripts/credentials';
import { root } from '../../scripts/paths';
import { talkIds } from '../../simulator/smalltalk/seed';
import { clientIds } from '../../simulator/stenomatic/seed';
import { completedTranscriptId } from '../../simulator/talkit/seed';
import { messageIds } from '../../simulator/voipbin/seed';
import { byId, fromList } from '../uses/use';
import { listen } from './support/listen';
import { pollingNode } from './support/pollingNode';
import { simulated, type Simulated } from './support/simulated';
import { runSmalltalk } from './support/smalltalk';
import { runTalkit } from './support/talkit';
import { accessKeyLogin, runVoipbin, voipbinCredential } from './support/voipbin';
import type { NodeResult } from './support/workflow';

type Parameters = Record<string, NodeParameterValueType>;

/** The item that the README of a package shows for an event. */
function shown(service: string, event: string): unknown {
	const readme = readFileSync(join(root, 'packages', service, 'README.md'), 'utf8');
	const [, example] = readme.split(`<!-- example of ${event} -->\n\n\`\`\`json\n`);
	return JSON.parse(example?.split('```')[0] ?? 'null');
}

/** A value with the types of its leaves in place of the leaves; lists by their first element. */
function shape(value: unknown): unknown {
	if (Array.isArray(value)) return value.slice(0, 1).map(shape);
	if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

describe.each<[string, string, () => INodeType, INodeParameters]>([
	['smalltalk', 'transcription_ready', () => new SmalltalkTrigger(), { options: {} }],
	['talkit', 'transcript.completed', () => new TalkitTrigger(), { options: {} }],
	[
		'voipbin',
		'chatmessage_created',
		() => new VoipbinTrigger(),
		{ options: { requireSignature: false } },
	],
])('%s', (service, event, nodeType, parameters) => {
	const platform = simulated(service);

	it(`The README shows an item of ${event} with the fields it has`, async () => {
		const { executions, url, close } = await listen({
			nodeType: nodeType(),
			parameters: { events: [event], ignoreOwn: false, ...parameters },
			credentials: { voipbinApi: voipbinCredential(platform.url, accessKeyLogin) },
		});
		await platform.control.setWebhook({ url });
		await platform.control.sendSample(event);
		await close();
		const item = executions[0]?.[0]?.json;
		expect(shape(shown(service, event))).toEqual(shape(item));
	});
});

describe.each<[string, string, () => INodeType, ICredentialType, INodeParameters]>([
	['talkio', 'userCreated', () => new TalkioTrigger(), new TalkioApi(), {}],
	[
		'stenomatic',
		'roomCreated',
		() => new StenomaticTrigger(),
		new StenomaticApi(),
		{ clientId: fromList(clientIds.museum) },
	],
])('%s', (service, event, nodeType, type, parameters) => {
	const platform = simulated(service);

	it(`The README shows an item of ${event} with the fields it has`, async () => {
		const demo = demoCredentials.find(({ vendor }) => vendor === service);
		const { poll } = pollingNode({
			nodeType: nodeType(),
			parameters: { events: [event], ...parameters, options: { startFrom: 'beginning' } },
			credentials: { [type.name]: { type, data: demo?.data(platform.url) ?? {} } },
		});
		const [item] = await poll();
		expect(shape(shown(service, event))).toEqual(shape(item?.json));
	});
});

describe.each<
	[
		string,
		string,
		string,
		NodeParameterValueType,
		(platform: Simulated, parameters: Parameters) => Promise<NodeResult>,
	]
>([
	['smalltalk', 'talk', 'talkId', byId(talkIds.townHall), runSmalltalk],
	['talkit', 'transcript', 'transcriptId', byId(String(completedTranscriptId)), runTalkit],
	['voipbin', 'message', 'messageId', byId(messageIds.question), runVoipbin],
])('%s', (service, resource, name, id, run) => {
	const platform = simulated(service);

	it(`The README shows an item of ${resource}: get with the fields it has`, async () => {
		const { items, error } = await run(platform, { resource, operation: 'get', [name]: id });
		expect(error).toBeUndefined();
		expect(shape(shown(service, `${resource} get`))).toEqual(shape(items[0]?.json));
	});
});

import type { NodeParameterValueType } from 'n8n-workflow';

import { Voipbin } from '../../nodes/Voipbin/Voipbin.node';
import {
	agentIds,
	chatIds,
	fileIds,
	messageIds,
	participantIds,
} from '../../simulator/voipbin/seed';
import { pick } from './support/pick';
import { simulated } from './support/simulated';
import { accessKeyLogin, adminLogin, voipbinCredential } from './support/voipbin';

const voipbin = simulated('voipbin');

const open = async (
	search: string,
	parameters: Record<string, NodeParameterValueType> = {},
	{ filter, login = adminLogin }: { filter?: string; login?: typeof adminLogin } = {},
) =>
	(
		await pick({
			nodeType: new Voipbin(),
			search,
			parameters,
			credentials: { voipbinApi: voipbinCredential(voipbin.url, login) },
			filter,
		})
	).results;

const chatId = { __rl: true, mode: 'list', value: chatIds.project };

describe('pickers', () => {
	it('The chat picker shows chats by name and direct chats by kind and day', async () => {
		expect(await open('searchChats')).toEqual([
			{ name: 'Announcements', value: chatIds.announcements },
			{
				name: expect.stringMatching(/^Direct chat \(\d{4}-\d\d-\d\d\)$/) as string,
				value: chatIds.direct,
			},
			{ name: 'Project Discussion', value: chatIds.project },
		]);
	});

	it('The chat picker shows the public chats, joined or not', async () => {
		expect((await open('searchChannels')).map(({ name }) => name)).toEqual([
			'Lounge',
			'Announcements',
		]);
	});

	it('The agent picker shows agents by name', async () => {
		expect(await open('searchAgents', {}, { filter: 'GRACE' })).toEqual([
			{ name: 'Grace Ito (grace@northwind.example)', value: agentIds.grace },
		]);
	});

	it("The participant picker shows the chosen chat's participants by their agents' names", async () => {
		expect(await open('searchParticipants', { chatId })).toEqual([
			{ name: 'Ada Marsh', value: expect.any(String) as string },
			{ name: 'Grace Ito', value: participantIds.grace },
			{ name: 'Linus Berg', value: expect.any(String) as string },
		]);
		expect(await open('searchParticipants', { chatId }, { filter: 'ito' })).toHaveLength(1);
	});

	it("The message picker shows the chosen chat's messages by text, without deleted ones", async () => {
		expect(await open('searchMessages', { chatId })).toEqual([
			{
				name: expect.stringMatching(
					/^Here is the design document\. \(\d{4}-\d\d-\d\d \d\d:\d\d\)$/,
				) as string,
				value: messageIds.answer,
			},
			{
				name: expect.stringMatching(/^Is the new design ready\? \(/) as string,
				value: messageIds.question,
			},
		]);
	});

	it.each(['searchMessages', 'searchParticipants'])(
		'The picker of %s asks for the chat first',
		async (search) => {
			await expect(open(search)).rejects.toThrow('Select the chat first');
		},
	);

	it('The file and access key pickers show names', async () => {
		expect(await open('searchFiles')).toEqual([{ name: 'design.txt', value: fileIds.design }]);
		expect((await open('searchAccessKeys')).map(({ name }) => name)).toEqual(['Reporting']);
	});

	it('The chat picker reports that an access key opens no chats', async () => {
		await expect(open('searchChats', {}, { login: accessKeyLogin })).rejects.toThrow(
			"This operation doesn't work with an access key",
		);
	});
});

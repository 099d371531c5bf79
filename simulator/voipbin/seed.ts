import type { Agent, Chat, Dated, Message, Participant, VoipbinState } from './state';
import { writeMicros } from './time';

const customerId = '5e4a0680-804e-11ec-8477-2fea5968d85b';

/** The agents that the credentials of tests log in as, all with the same password. */
export const agentIds = {
	/** May change the account. */
	admin: 'eb1ac5c0-ff63-47e2-bcdb-5da9c336eb4b',
	grace: '47fe0b7c-7333-46cf-8b23-61e14e62490a',
	linus: '9d3f1c52-0a3e-4a0e-9f0b-8a7a0f6f1e21',
};

export const demoPassword = 'voipbin-demo-password';

export const demoAccessKey = 'vb_demo5f1f8f7e9b3d4c60';

/** The chats that the sample events and the other records speak of. */
export const chatIds = {
	project: 'e8b2e976-f043-44c8-bb89-e214e225e813',
	direct: '1c9f3b6e-5a0c-4f1d-8a93-3f2b6c7d8e90',
	/** Public, and joined by the admin. */
	announcements: '6a1d2e3f-4b5c-4d6e-8f70-8192a3b4c5d6',
	/** Public, and joined by others only. */
	lounge: '0f6d6a57-5e8b-4a0d-9a6a-2c4f8f6f7a11',
	/** Private, and without the admin. */
	others: '7b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0',
};

export const messageIds = {
	question: 'b2d4f7a1-3c2e-4f5a-8d9c-2e3f4a5b6c7d',
	answer: 'a3c5e8f2-4d3a-4b5c-9e7f-1a2b3c4d5e6f',
	deleted: 'c4d6f8a0-1b2c-4d3e-8f4a-5b6c7d8e9f01',
};

export const participantIds = { grace: 'f4d6e9b3-5c4a-4d5e-9f8a-2b3c4d5e6f70' };

export const fileIds = { design: '0c0c305c-7a55-4395-85a8-ae4860f01393' };

/** What the file of the seed holds. */
export const designText = 'Design of the new checkout, third draft.\n';

/** An account with three agents, five chats and a conversation in one of them, before `now`. */
export function seed(now: number): VoipbinState {
	const minutesAgo = (minutes: number) => writeMicros((now - minutes * 60_000) * 1000 + 123_456);
	const dated = (minutes: number): Dated => ({
		tm_create: minutesAgo(minutes),
		tm_update: minutesAgo(minutes),
		tm_delete: null,
	});
	const agent = (
		id: string,
		given: Pick<Agent, 'username' | 'name' | 'permission'>,
		minutes: number,
	): Agent => ({
		id,
		customer_id: customerId,
		password: demoPassword,
		detail: '',
		ring_method: 'ringall',
		status: 'available',
		tag_ids: [],
		addresses: [],
		direct_hash: '',
		...dated(minutes),
		...given,
	});
	const members: Participant[] = [];
	const join = (chatId: string, ownerId: string, minutes: number, id?: string) => {
		const count = String(members.length).padStart(12, '0');
		members.push({
			id: id ?? `2f7a9c10-6b3d-4e8f-9a1b-${count}`,
			customer_id: customerId,
			owner_type: 'agent',
			owner_id: ownerId,
			chat_id: chatId,
			tm_joined: minutesAgo(minutes),
		});
	};
	const chat = (
		id: string,
		type: Chat['type'],
		name: string,
		detail: string,
		minutes: number,
		...owners: string[]
	): Chat => {
		for (const owner of owners) {
			const isSample = id === chatIds.project && owner === agentIds.grace;
			join(id, owner, minutes, isSample ? participantIds.grace : undefined);
		}
		return {
			id,
			customer_id: customerId,
			type,
			name,
			detail,
			member_count: owners.length,
			...dated(minutes),
		};
	};
	const message = (
		id: string,
		ownerId: string,
		text: string,
		minutes: number,
		given: Partial<Message> = {},
	): Message => ({
		id,
		customer_id: customerId,
		owner_type: 'agent',
		owner_id: ownerId,
		chat_id: chatIds.project,
		type: 'normal',
		text,
		medias: [],
		metadata: { reactions: [] },
		...dated(minutes),
		...given,
	});
	const { admin, grace, linus } = agentIds;

	return {
		edition: 'current',
		jwtSecret: 'voipbin-demo-jwt-secret',
		tokenSeconds: 7 * 24 * 60 * 60,
		rateLimit: { perSecond: 16.7, burst: 33 },
		lastMicros: now * 1000,
		customer: {
			id: customerId,
			name: 'Northwind Telephony',
			detail: 'Support and sales',
			email: 'office@northwind.example',
			phone_number: '+14155550123',
			address: '1 Harbor Street, Springfield',
			webhook_method: '',
			webhook_uri: '',
			webhook_secret: 'voipbin-demo-webhook-secret',
			billing_account_id: '62918cd8-0cd7-11ee-8571-b738bed3a5c4',
			metadata: { rtp_debug: false },
			email_verified: true,
			status: 'active',
			identity_verification_status: 'verified',
			tm_deletion_scheduled: null,
			...dated(90_000),
		},
		agents: [
			agent(
				admin,
				{ username: 'ada@northwind.example', name: 'Ada Marsh', permission: 32 },
				80_000,
			),
			agent(
				grace,
				{ username: 'grace@northwind.example', name: 'Grace Ito', permission: 16 },
				79_000,
			),
			agent(
				linus,
				{ username: 'linus@northwind.example', name: 'Linus Berg', permission: 16 },
				78_000,
			),
		],
		accessKeys: [
			{
				id: '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc',
				customer_id: customerId,
				name: 'Reporting',
				detail: 'For the nightly export',
				token: demoAccessKey,
				tm_expire: writeMicros((now + 365 * 86_400_000) * 1000),
				...dated(70_000),
			},
		],
		chats: [
			chat(chatIds.project, 'group', 'Project Discussion', 'Q1', 4000, admin, grace, linus),
			chat(chatIds.direct, 'direct', '', '', 3000, admin, grace),
			chat(chatIds.announcements, 'talk', 'Announcements', 'News for all', 2000, admin),
			chat(chatIds.lounge, 'talk', 'Lounge', '', 1900, grace, linus),
			chat(chatIds.others, 'group', 'Night Shift', '', 1800, grace, linus),
		],
		participants: members,
		messages: [
			message(messageIds.question, grace, 'Is the new design ready?', 60),
			message(messageIds.answer, admin, 'Here is the design document.', 50, {
				parent_id: messageIds.question,
				medias: [
					{
						type: 'file',
						address: {},
						agent_id: '00000000-0000-0000-0000-000000000000',
						file_id: fileIds.design,
					},
				],
				metadata: {
					reactions: [
						{ emoji: '👍', owner_type: 'agent', owner_id: grace, tm_create: minutesAgo(45) },
					],
				},
			}),
			message(messageIds.deleted, linus, 'Wrong chat, sorry', 40, { tm_delete: minutesAgo(39) }),
		],
		files: [
			{
				id: fileIds.design,
				customer_id: customerId,
				owner_id: admin,
				name: 'design.txt',
				detail: 'Uploaded by agent',
				filename: 'design.txt',
				content: Buffer.from(designText).toString('base64'),
				contentType: 'text/plain',
				signature: 'a1b2c3d4e5f60718',
				tm_download_expire: writeMicros((now + 86_400_000) * 1000),
				...dated(55),
			},
		],
	};
}

import { limitWaitTime, type Answer } from '../shared/action/sendAndWait';
import type { Question } from '../shared/action/questionPage';
import type { ValuesOf } from '../shared/vendor/operation';
import { choice, choices, texts } from '../shared/vendor/parameter';
import { pickMany } from '../shared/vendor/recordKind';
import { agentKind } from './agent';
import { hasEmoji } from './emoji';

/** How a question can be answered in the chat, and what becomes of it. */
export const questionOptions = [
	choice(
		'after_response',
		[
			{ name: 'Delete Message', value: 'delete' },
			{ name: 'Leave Message', value: 'leave' },
			{ name: 'Reply With Response', value: 'reply' },
		],
		{
			in: 'local',
			default: 'leave',
			description: 'What to do with the message after someone has responded',
		},
	),
	texts('approve_emoji', {
		in: 'local',
		default: '👍, thumbsup',
		description: 'Reactions and replies that approve, comma-separated',
	}),
	pickMany(agentKind, 'approvers', 'The agents who can respond. The link then takes no responses', {
		in: 'local',
	}),
	texts('decline_emoji', {
		in: 'local',
		default: '👎, thumbsdown',
		description: 'Reactions and replies that decline, comma-separated',
	}),
	limitWaitTime,
	choices(
		'respond_in_chat',
		[
			{
				name: 'Reaction',
				value: 'reaction',
				description: 'A reaction to the message approves or declines',
			},
			{
				name: 'Reply',
				value: 'reply',
				description:
					'A reply in the thread. For an approval, it must be the label of a button. A reason can follow "Decline:".',
			},
		],
		{
			in: 'local',
			description:
				'Other ways to respond besides the link. Requires a published VoIPBin Trigger with a credential of the same account.',
		},
	),
] as const;

/** What the user chose of them. */
export type QuestionOptions = ValuesOf<(typeof questionOptions)[number]>;

/** What is wrong with them. */
export function checkQuestion({
	approvers,
	respondInChat,
	responseType,
}: QuestionOptions & { responseType?: string }): string | undefined {
	if (responseType === 'freeText' && respondInChat?.every((way) => way === 'reaction')) {
		return 'Respond in Chat must include Reply, because a reaction is no free text';
	}
	return approvers !== undefined && respondInChat === undefined
		? 'Approvers can only respond in the chat. Add Options > Respond in Chat'
		: undefined;
}

/** The decision of an emoji, as a reaction or as the whole of a reply. */
export function readEmoji(
	emoji: string,
	{ kind, decline }: Question,
	{ approveEmoji = ['👍', 'thumbsup'], declineEmoji = ['👎', 'thumbsdown'] }: QuestionOptions,
): Answer | undefined {
	if (kind !== 'approval') return undefined;
	if (hasEmoji(approveEmoji, emoji)) return { approved: true };
	return decline !== undefined && hasEmoji(declineEmoji, emoji) ? { approved: false } : undefined;
}

/** A text without what makes no difference to people. */
const plain = (text: string): string =>
	text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** What can stand between a label and a reason. */
const mark = /[-–—:,.;!\n]/g;

/** No label has more marks. */
const maxMarks = 50;

/** What follows a label in a reply; `undefined` unless the reply is the label, alone or before a mark. */
function afterLabel(reply: string, label: string): string | undefined {
	const marks = [...reply.matchAll(mark)].slice(0, maxMarks).map(({ index }) => index);
	const end = [...marks, reply.length].find(
		(index) => plain(reply.slice(0, index)) === plain(label),
	);
	return end === undefined ? undefined : reply.slice(end + 1).trim();
}

/**
 * The answer in a reply. Free text is taken as it is. An approval is the label of the button alone,
 * because "Approve, but only tomorrow" is none.
 */
export function readReply(
	text: string,
	question: Question,
	options: QuestionOptions,
): Answer | undefined {
	const written = text.trim();
	if (question.kind === 'freeText') return written === '' ? undefined : { text: written };
	const { approve, decline } = question;
	if (/^[.!]*$/.test(afterLabel(written, approve) ?? '?')) return { approved: true };
	const reason = decline === undefined ? undefined : afterLabel(written, decline);
	if (reason !== undefined) return { approved: false, ...(reason === '' ? {} : { reason }) };
	return readEmoji(written, question, options);
}

import fc from 'fast-check';

import type { Question } from '../../../nodes/shared/action/questionPage';
import { checkQuestion, readEmoji, readReply } from '../../../nodes/Voipbin/question';

const both: Question = {
	message: 'Publish?',
	kind: 'approval',
	approve: 'Approve',
	decline: 'Decline',
};
const approveOnly: Question = { message: 'Publish?', kind: 'approval', approve: 'Approve' };
const freeText: Question = { message: 'What now?', kind: 'freeText', approve: 'Approve' };

describe('a reply as the response to a question', () => {
	it.each([
		['Approve', { approved: true }],
		[' approve! ', { approved: true }],
		['APPROVE.', { approved: true }],
		['👍🏽', { approved: true }],
		['thumbsup', { approved: true }],
		['Decline', { approved: false }],
		['decline.', { approved: false }],
		['Decline: too blue', { approved: false, reason: 'too blue' }],
		['Decline - too blue', { approved: false, reason: 'too blue' }],
		['Decline\nToo blue.\nAnd late', { approved: false, reason: 'Too blue.\nAnd late' }],
		['👎', { approved: false }],
		['Approve, but only tomorrow', undefined],
		['Approve only tomorrow', undefined],
		['I approve', undefined],
		['Declined by the customer', undefined],
		['Decline it?', undefined],
		['👍👎', undefined],
		['', undefined],
	])('%j is read as %j', (reply, answer) => {
		expect(readReply(reply, both, {})).toEqual(answer);
	});

	it('Nobody can decline a question that can only be approved', () => {
		for (const reply of ['Decline', 'Decline: no', '👎', 'undefined']) {
			expect(readReply(reply, approveOnly, {})).toBeUndefined();
		}
	});

	it('The labels of the buttons and the emoji of the options count, whatever is in them', () => {
		const question = { ...both, approve: 'Yes (all)', decline: 'No, thanks' };
		const options = { approveEmoji: ['✅'], declineEmoji: [':x:'] };
		expect(readReply('yes  (ALL)', question, options)).toEqual({ approved: true });
		expect(readReply('No, thanks: later', question, options)).toEqual({
			approved: false,
			reason: 'later',
		});
		expect(readReply('✅', question, options)).toEqual({ approved: true });
		expect(readReply('x', question, options)).toEqual({ approved: false });
		for (const reply of ['Approve', '👍', 'No', 'Yes all']) {
			expect(readReply(reply, question, options)).toBeUndefined();
		}
	});

	it('A label alone is always its decision, and another text never approves', () => {
		const label = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(label, fc.string({ minLength: 1 }), (approve, more) => {
				const question = { ...both, approve, decline: `${approve}~` };
				expect(readReply(approve, question, {})).toEqual({ approved: true });
				const other = readReply(`${approve}~${more}`, question, {});
				expect(other).not.toEqual({ approved: true });
			}),
		);
	});

	it('Free text is taken as it is', () => {
		expect(readReply(' Approve,\n<b>please</b> ', freeText, {})).toEqual({
			text: 'Approve,\n<b>please</b>',
		});
		expect(readReply(' \n ', freeText, {})).toBeUndefined();
	});
});

describe('a reaction as the response to a question', () => {
	it.each([
		['👍', { approved: true }],
		['👍🏿', { approved: true }],
		['👍\uFE0F', { approved: true }],
		[':thumbsup:', { approved: true }],
		['ThumbsUp', { approved: true }],
		['👎🏻', { approved: false }],
		['thumbsdown', { approved: false }],
		['❤️', undefined],
		['', undefined],
	])('%j is read as %j', (emoji, answer) => {
		expect(readEmoji(emoji, both, {})).toEqual(answer);
	});

	it('A reaction is no free text, and declines only where that is offered', () => {
		expect(readEmoji('👍', freeText, {})).toBeUndefined();
		expect(readEmoji('👎', approveOnly, {})).toBeUndefined();
	});
});

describe('the options of a question', () => {
	it.each([
		[{}, undefined],
		[{ respondInChat: ['reaction'], approvers: ['a'] }, undefined],
		[{ approvers: ['a'] }, 'Approvers can only respond in the chat. Add Options > Respond in Chat'],
		[
			{ responseType: 'freeText', respondInChat: ['reaction'] },
			'Respond in Chat must include Reply, because a reaction is no free text',
		],
		[{ responseType: 'freeText', respondInChat: ['reaction', 'reply'] }, undefined],
	])('%j: %s', (options, flaw) => {
		expect(checkQuestion(options)).toBe(flaw);
	});
});

import fc from 'fast-check';

import {
	answeredPage,
	contentSecurityPolicy,
	escapeHtml,
	questionPage,
	type Question,
} from '../../../../nodes/shared/action/questionPage';

const approval: Question = { message: 'Publish?', kind: 'approval', approve: 'Approve' };

/** The elements of a page, in their order. */
const tags = (page: string): string[] => page.match(/<\/?[a-z][^>\s]*/gi) ?? [];

describe('the page of a question', () => {
	it('Whatever the texts are, the page has the same elements', () => {
		const plain: Question = { ...approval, decline: 'Decline' };
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (message, yes, no, hint) => {
				const question: Question = { message, kind: 'approval', approve: yes, decline: no };
				const expected = tags(questionPage(plain, { hint: hint && 'Select one of the buttons.' }));
				expect(tags(questionPage(question, { hint }))).toEqual(expected);
			}),
		);
	});

	it.each([
		'</p><script>alert(1)</script>',
		'" onmouseover="alert(1)',
		"' autofocus onfocus='alert(1)",
		'<!--',
		'&lt;b&gt;',
	])('%j is shown as it is', (text) => {
		const page = questionPage({ ...approval, message: text, approve: text });
		expect(page).toContain(`>${escapeHtml(text)}</p>`);
		expect(page).toContain(`>${escapeHtml(text)}</button>`);
		expect(page.replaceAll(escapeHtml(text), '')).not.toContain('alert');
	});

	it('Only what is offered can be chosen', () => {
		expect(questionPage(approval)).toContain('value="approve"');
		expect(questionPage(approval)).not.toContain('value="decline"');
		expect(questionPage({ ...approval, decline: 'No' })).toContain('value="decline"');
		const text = questionPage({ ...approval, kind: 'freeText' });
		expect(text).toContain('<textarea id="text" name="text" required>');
		expect(text).not.toContain('value="approve"');
	});

	it('The page loads nothing and runs nothing', () => {
		expect(contentSecurityPolicy).toContain("default-src 'none'");
		expect(contentSecurityPolicy).not.toMatch(/script|allow-same-origin/);
		for (const page of [questionPage(approval), answeredPage()]) {
			expect(page).not.toMatch(/<script|<link|<img|src=|https?:/);
		}
	});
});

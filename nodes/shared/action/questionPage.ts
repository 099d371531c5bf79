/** What people are asked. */
export interface Question {
	message: string;
	kind: 'approval' | 'freeText';
	/** Label of the button that approves. */
	approve: string;
	/** Label of the button that declines, where that is offered. */
	decline?: string;
}

/** Nothing is loaded and nothing runs: the page has words, fields and buttons. */
export const contentSecurityPolicy =
	"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms";

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A text that shows as it is, wherever it stands in a page. */
export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const rules: Record<string, Record<string, string>> = {
	':root': { 'color-scheme': 'light dark' },
	body: { margin: '0', padding: '1.5rem 1rem', font: '1rem/1.5 system-ui, sans-serif' },
	main: { 'max-width': '34rem', margin: '0 auto' },
	'.message': { 'white-space': 'pre-wrap', 'overflow-wrap': 'anywhere', 'font-size': '1.125rem' },
	'.hint': { 'font-weight': 'bold' },
	label: { display: 'block', margin: '1rem 0 0.25rem' },
	textarea: {
		'box-sizing': 'border-box',
		width: '100%',
		'min-height': '6rem',
		padding: '0.5rem',
		font: 'inherit',
	},
	'.buttons': { display: 'flex', 'flex-wrap': 'wrap', gap: '0.75rem', 'margin-top': '1.25rem' },
	button: {
		flex: '1 1 8rem',
		'min-height': '3rem',
		padding: '0.5rem 1rem',
		font: 'inherit',
		cursor: 'pointer',
	},
};

const style = Object.entries(rules)
	.map(([selector, declarations]) => {
		const lines = Object.entries(declarations).map(([name, value]) => `${name}:${value}`);
		return `${selector}{${lines.join(';')}}`;
	})
	.join('\n');

const page = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main>${content}</main></body>
</html>`;

const button = (decision: string, label: string) =>
	`<button name="decision" value="${decision}">${escapeHtml(label)}</button>`;

const textArea = (name: string, label: string, more = '') =>
	`<label for="${name}">${label}</label><textarea id="${name}" name="${name}" ${more}></textarea>`;

function fields({ kind, approve, decline }: Question): string {
	if (kind === 'freeText') {
		return `${textArea('text', 'Response', 'required')}<div class="buttons">${button('answer', 'Submit')}</div>`;
	}
	const approval = button('approve', approve);
	if (decline === undefined) return `<div class="buttons">${approval}</div>`;
	const reason = textArea('reason', 'Reason for declining (optional)');
	return `${reason}<div class="buttons">${approval}${button('decline', decline)}</div>`;
}

/**
 * The page with a question and the form that answers it. The form has no target: it posts to the
 * signed URL of the page.
 *
 * @param options.hint what was wrong with an answer
 * @param options.elsewhere where to answer instead; the page then has no form
 */
export function questionPage(
	question: Question,
	{ hint, elsewhere }: { hint?: string | undefined; elsewhere?: string | undefined } = {},
): string {
	const shown = hint ? `<p class="hint" role="alert">${escapeHtml(hint)}</p>` : '';
	const asked = `<p class="message">${escapeHtml(question.message)}</p>`;
	const form =
		elsewhere === undefined
			? `<form method="post">${fields(question)}</form>`
			: `<p>${escapeHtml(elsewhere)}</p>`;
	return page('Response requested', `${asked}${shown}${form}`);
}

/** The page after an answer. */
export const answeredPage = (): string =>
	page(
		'Response recorded',
		'<p class="message">Your response was recorded. You can close this page.</p>',
	);

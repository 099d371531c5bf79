import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { wait } from './wait';

/** In the signed URL of a question: answers may come from elsewhere than its page. */
export const outsideMark = { answers: 'outside' };

/** The key of the body with which a trigger tells of such an answer. */
export const outsideKey = 'outside';

/** What a question replies to that. */
export interface Told {
	answered: boolean;
	/** It could not make sure of the answer now. */
	again?: boolean;
}

/** n8n answers 409 while the execution is not waiting yet; milliseconds between attempts. */
const pauseMs = 500;
const maxAttempts = 5;

/** A waiting execution asks the service meanwhile; milliseconds. */
const timeoutMs = 10_000;

/**
 * Whether a link belongs to a question of this n8n that may be answered from elsewhere. A trigger
 * calls no other link, whoever has put it into a message.
 */
export function isQuestionUrl(context: IWebhookFunctions, link: unknown): link is string {
	if (typeof link !== 'string' || !URL.canParse(link)) return false;
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}'));
	const base = new URL(resumeUrl.slice(0, resumeUrl.lastIndexOf('/') + 1));
	const { origin, pathname, username, password, searchParams } = new URL(link);
	const [mark] = Object.entries(outsideMark);
	return (
		origin === base.origin &&
		username + password === '' &&
		pathname.startsWith(base.pathname) &&
		/^[^/]+\/[^/]+$/.test(pathname.slice(base.pathname.length)) &&
		mark !== undefined &&
		searchParams.get(mark[0]) === mark[1]
	);
}

/**
 * Tells a waiting execution that its question was answered elsewhere. It makes sure of that itself.
 *
 * @param url of the question
 * @param told where it finds the answer
 * @returns whether it took the answer and goes on
 * @throws Error when nobody can know now
 */
export async function tellWaitingExecution(
	{ helpers }: IWebhookFunctions,
	url: string,
	told: string,
): Promise<boolean> {
	for (let attempt = 1; ; attempt++) {
		const { statusCode, body } = (await helpers.httpRequest({
			method: 'POST',
			url,
			body: { [outsideKey]: told },
			json: true,
			timeout: timeoutMs,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		})) as { statusCode: number; body: Told | string | IDataObject };
		if (statusCode === 409 && attempt < maxAttempts) await wait(pauseMs);
		else if (statusCode >= 500 || (body as Told).again) {
			throw new Error(`The waiting execution answered with ${statusCode}`);
		} else return (body as Told).answered === true;
	}
}

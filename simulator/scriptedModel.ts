import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call of a tool, as a model asks for it. */
export interface ToolCall {
	tool: string;
	input: object;
}

interface Message {
	role: string;
	content: unknown;
}

/** What a chat model is asked. */
export interface ModelRequest {
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** A chat model that says what it is told to, with the interface of OpenAI. */
export interface ScriptedModel {
	url: string;
	requests: ModelRequest[];
	stop: () => Promise<void>;
}

/**
 * Starts a chat model on the loopback interface.
 *
 * @param turns what it answers to each request: a call of a tool, or a text
 */
export async function scriptedModel(
	turns: ReadonlyArray<ToolCall | string>,
): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const server = createServer(async (request, response) => {
		const turn = turns[requests.length] ?? 'Nothing more to say';
		const asked = (await json(request)) as ModelRequest & { stream?: boolean };
		requests.push(asked);
		const called = typeof turn === 'string' ? undefined : turn;
		const toolCalls = called && [
			{
				index: 0,
				id: `call_${requests.length}`,
				type: 'function',
				function: { name: called.tool, arguments: JSON.stringify(called.input) },
			},
		];
		const message = {
			role: 'assistant',
			content: called ? null : turn,
			...(toolCalls ? { tool_calls: toolCalls } : {}),
		};
		const finish_reason = called ? 'tool_calls' : 'stop';
		const common = { id: 'chatcmpl-1', created: 1, model: 'scripted' };
		if (asked.stream) {
			response.setHeader('content-type', 'text/event-stream');
			const chunk = { ...common, object: 'chat.completion.chunk' };
			for (const choice of [
				{ delta: message, finish_reason: null },
				{ delta: {}, finish_reason },
			]) {
				response.write(
					`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...choice }] })}\n\n`,
				);
			}
			response.end('data: [DONE]\n\n');
			return;
		}
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const choices = [{ index: 0, message, finish_reason }];
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ ...common, object: 'chat.completion', choices, usage }));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

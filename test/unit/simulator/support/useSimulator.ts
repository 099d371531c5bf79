import { startSimulator, type Simulator, type SimulatorOptions } from '../../../../simulator';
import { controlClient, type ControlClient } from '../../../../simulator/client';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The body as JSON; throws where it is none. */
	json: () => unknown;
}

export interface RequestParts {
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** A string is sent as it is, anything else as JSON. */
	body?: unknown;
}

export interface SimulatorInTest {
	readonly url: string;
	readonly control: ControlClient;
	/** A request to the vendor. */
	call(method: string, path: string, parts?: RequestParts): Promise<Answer>;
}

/** Runs a simulator for the tests of a file, reset before each. Requests and control go to `vendor`. */
export function useSimulator(
	vendor: string,
	{ headers: defaults = {}, ...options }: SimulatorOptions & Pick<RequestParts, 'headers'> = {},
): SimulatorInTest {
	let simulator: Simulator;
	let control: ControlClient;

	beforeAll(async () => {
		simulator = await startSimulator(options);
		control = controlClient(simulator.url, vendor);
	});
	beforeEach(() => control.reset());
	afterAll(() => simulator.close());

	return {
		get url() {
			return simulator.url;
		},
		get control() {
			return control;
		},
		async call(method, path, { query = {}, headers = {}, body } = {}) {
			const search = new URLSearchParams(query).toString();
			const response = await fetch(`${simulator.url}/${vendor}${path}${search && `?${search}`}`, {
				method,
				headers: { ...defaults, ...headers },
				body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
			});
			const text = await response.text();
			const { status } = response;
			return { status, headers: response.headers, text, json: () => JSON.parse(text) as unknown };
		},
	};
}

/** Settings of n8n's engine for expressions, which decides what a webhook call costs. */
export interface EngineSettings {
	title: string;
	environment: Record<string, string>;
	/** The part of the work that is done: by default, each call takes n8n long. */
	part: number;
}

/** The settings under which triggers are measured. */
export const engineSettings: EngineSettings[] = [
	{ title: 'n8n as it is', environment: {}, part: 0.2 },
	{
		title: 'lazy acquisition',
		environment: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		part: 1,
	},
];

/** How a case says what it leaves out under the first of these settings, if it does. */
export const partly = (small: boolean): string =>
	small ? '' : ' (a fifth of that with n8n as it is)';

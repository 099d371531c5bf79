import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';

async function refuseInvalid(request: FastifyRequest): Promise<void> {
	const error = request.bodyError ?? request.validationError;
	if (error) throw error;
}

/**
 * Has a request that does not fit its route's schema refused after all preHandler hooks: faults and
 * authentication come first, and a stranger learns nothing about the parameters.
 */
export function addLateValidation(app: FastifyInstance): void {
	app.addHook('onRoute', (route) => {
		route.attachValidation = true;
		route.preHandler = [route.preHandler ?? [], refuseInvalid].flat();
	});
}

/** The message of an error, with the name of an unknown key, which the validator leaves out. */
export function explain({ message, validation = [] }: FastifyError): string {
	const keys = validation.flatMap(({ params }) => params.additionalProperty ?? []);
	return keys.length > 0 ? `${message}: ${keys.join(', ')}` : message;
}

import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';

/** An operation that a test needs but does not look at. */
export const unused: Operation = operation({
	name: 'Get Many',
	action: 'Get many things',
	description: 'Retrieve things',
	request: 'GET /things',
});

import { operation, type RecordShape, type Resource } from '../shared/vendor/operation';

const output: RecordShape = {
	fields: [
		'id',
		'name',
		'detail',
		'email',
		'phone_number',
		'address',
		'webhook_method',
		'webhook_uri',
		'webhook_secret',
		'billing_account_id',
		'metadata',
		'email_verified',
		'status',
		'identity_verification_status',
		'tm_deletion_scheduled',
		'tm_create',
		'tm_update',
		'tm_delete',
	],
	secrets: ['webhook_secret'],
	simplified: [
		'id',
		'name',
		'detail',
		'email',
		'phone_number',
		'address',
		'webhook_method',
		'webhook_uri',
		'status',
		'tm_create',
	],
};

/** A VoIPBin account, called a customer there. */
export const account = {
	name: 'Account',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get account',
			description:
				'Get the account. Requires an access key, or an agent with admin or manager permission.',
			request: 'GET /customer',
			output,
		}),
	},
} satisfies Resource;

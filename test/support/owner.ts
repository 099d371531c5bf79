import type { Owner } from '../../scripts/n8n/api';

/** Who the n8n of the tests belongs to. */
export const owner: Owner = { email: 'owner@example.com', password: 'Talk-platforms-1' };

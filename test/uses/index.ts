import { smalltalkUses } from './smalltalk';
import type { ServiceUses } from './use';

/** The uses of all services. */
export const serviceUses: ServiceUses[] = [smalltalkUses];

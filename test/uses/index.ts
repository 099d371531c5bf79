import { smalltalkUses } from './smalltalk';
import { stenomaticUses } from './stenomatic';
import { talkioUses } from './talkio';
import { talkitUses } from './talkit';
import type { ServiceUses } from './use';
import { voipbinUses } from './voipbin';

/** The uses of all services. */
export const serviceUses: ServiceUses[] = [
	smalltalkUses,
	talkitUses,
	voipbinUses,
	talkioUses,
	stenomaticUses,
];

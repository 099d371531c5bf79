import { smalltalk } from './smalltalk';
import { talkio } from './talkio';
import { talkit } from './talkit';
import { stenomatic } from './stenomatic';
import { voipbin } from './voipbin';
import type { Vendor } from './vendor';

/** Every vendor the simulator has. */
export const vendors: ReadonlyArray<Vendor<object>> = [
	smalltalk,
	talkit,
	stenomatic,
	voipbin,
	talkio,
];

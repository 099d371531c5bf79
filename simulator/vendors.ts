import { smalltalk } from './smalltalk';
import type { Vendor } from './vendor';

/** Every vendor the simulator has. */
export const vendors: ReadonlyArray<Vendor<object>> = [smalltalk];

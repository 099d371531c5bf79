import type { BenchCase } from '../benchCase';
import { agent } from './agent';
import { create } from './create';
import { fanIn } from './fanIn';
import { far } from './far';
import { files } from './files';
import { filter } from './filter';
import { limited } from './limited';
import { list } from './list';
import { load } from './load';
import { poll } from './poll';
import { queue } from './queue';
import { start } from './start';
import { strangers } from './strangers';

/** All cases, in the order of the table. */
export const cases: readonly BenchCase[] = [
	create,
	far,
	limited,
	fanIn,
	queue,
	list,
	poll,
	filter,
	strangers,
	files,
	agent,
	load,
	start,
];

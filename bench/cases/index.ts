import type { BenchCase } from '../benchCase';
import { create } from './create';
import { fanIn } from './fanIn';
import { far } from './far';
import { filter } from './filter';
import { limited } from './limited';
import { list } from './list';
import { load } from './load';

/** All cases, in the order of the table. */
export const cases: readonly BenchCase[] = [create, far, limited, fanIn, list, filter, load];

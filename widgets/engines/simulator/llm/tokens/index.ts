import { constant } from './constant.ts';
import { empirical } from './empirical.ts';
import { geometric } from './geometric.ts';
import { lognormal } from './lognormal.ts';
import { sequence } from './sequence.ts';

/** Every law that numbers of tokens can follow. */
export const tokenLaws = [constant, geometric, lognormal, empirical, sequence] as const;

import { cooperativeSticky } from './cooperative-sticky.ts';
import { range } from './range.ts';
import { roundRobin } from './round-robin.ts';

/** Every assignor of a consumer group, in the order of a list. */
export const assignors = [range, roundRobin, cooperativeSticky] as const;

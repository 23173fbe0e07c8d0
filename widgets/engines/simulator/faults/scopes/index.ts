import { dependency } from './dependency.ts';
import { instance } from './instance.ts';
import { node } from './node.ts';
import { region } from './region.ts';
import { zone } from './zone.ts';

/** Every scope of a fault, from the smallest to the largest. */
export const faultScopes = [instance, node, zone, region, dependency] as const;

import * as z from '../../../kit/zod.ts';
import { schemasOf } from '../variant.ts';
import type { FaultGroup, FaultScopeVariant, FaultSites } from './scopes/fault-scope.ts';
import { faultScopes } from './scopes/index.ts';

/** One entry of `faults`: what goes down together, told apart by `scope`, and when. */
export const faultSchema = z.discriminatedUnion('scope', schemasOf(faultScopes));
export type Fault = z.output<typeof faultSchema>;

/** What goes down together, each group with a course of outages of its own. */
export function groupsOf(fault: Fault, sites: FaultSites): readonly FaultGroup[] {
  const scope = faultScopes.find((candidate) => candidate.name === fault.scope) as unknown as
    | FaultScopeVariant
    | undefined;
  if (!scope) throw new Error(`No scope of faults is called "${fault.scope}".`);
  return scope.groups(fault as never, sites);
}

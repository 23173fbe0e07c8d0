import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** What of a scenario a scope may look at when it says what goes down together. */
export interface FaultSites {
  indexOf(component: string): number;
  /** Units of a component that may fail on their own; 1 where it only fails as a whole. */
  unitsOf(component: number): number;
  /** Machines under the units of a component where it has some, at most. */
  machinesOf(component: number): number | undefined;
  /** Components of a zone or a region; sources are not among them, because who asks is not what fails. */
  inZone(zone: string): readonly number[];
  inRegion(region: string): readonly number[];
}

/** Part of a component that goes down in one outage. */
export interface FaultMember {
  readonly component: number;
  /** Its units, or the machine whose units they are at that moment. */
  readonly units: readonly number[] | { readonly machine: number };
  /** True when the component goes down with all that is in it. */
  readonly isWhole: boolean;
}

/** What goes down together and comes back together: one course of outages. */
export type FaultGroup = readonly FaultMember[];

export interface FaultScopeVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  groups(settings: z.output<Schema>, sites: FaultSites): readonly FaultGroup[];
}

/** Keeps the type of the schema while checking the contract. */
export function defineFaultScope<Schema extends z.ZodMiniType>(
  variant: FaultScopeVariant<Schema>,
): FaultScopeVariant<Schema> {
  return variant;
}

export const unitsFrom = (count: number): number[] => Array.from({ length: count }, (_, unit) => unit);

export const wholeOf = (component: number, sites: FaultSites): FaultMember => ({
  component,
  units: unitsFrom(sites.unitsOf(component)),
  isWhole: true,
});

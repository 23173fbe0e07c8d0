import { findKind } from '../component-kinds.ts';
import { inKeyOrder } from '../parameters/key-order.ts';
import { type Draft, type DraftComponent, findComponent } from '../draft.ts';
import type { CommandResult } from './command.ts';

/** The very same scenario, and the reason. */
export function unchanged(scenario: Draft, reason: string): CommandResult {
  return { scenario, message: reason };
}

/** Puts a component in the place of the one with this id, its keys in one order. */
export function replaceComponent(scenario: Draft, id: string, component: DraftComponent): Draft {
  return {
    ...scenario,
    components: scenario.components.map((existing) => (existing.id === id ? inKeyOrder(component) : existing)),
  };
}

/** True for a component in which requests begin. */
export function isSource(scenario: Draft, id: string): boolean {
  return findKind(findComponent(scenario, id)?.kind ?? '')?.family === 'source';
}

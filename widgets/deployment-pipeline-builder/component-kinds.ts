import type { ComponentKind } from '../engines/simulator/components/component-kind.ts';
import { componentKinds } from '../engines/simulator/components/index.ts';
import { formParametersOf } from '../engines/simulator/forms/form-parameters.ts';
import type { Parameter } from '../engines/simulator/parameter.ts';
import { startingValue } from './parameters/starting-value.ts';

const kinds = componentKinds as readonly unknown[] as readonly ComponentKind[];
const byName = new Map(kinds.map((info) => [info.kind, info]));
const forms = new Map(kinds.map((info) => [info.kind, formParametersOf(info)]));

/** Names of all kinds, in the order of a palette. */
export const kindNames: readonly string[] = kinds.map(({ kind }) => kind);

/** What the simulator says of a kind, or undefined for a kind it does not know. */
export function findKind(kind: string): ComponentKind | undefined {
  return byName.get(kind);
}

/** Everything that can be set of a component of this kind, in the order of its form; nothing of a kind that is not known. */
export function parametersOf(kind: string): readonly Parameter[] {
  return forms.get(kind) ?? [];
}

export function findParameter(kind: string, path: string): Parameter | undefined {
  return parametersOf(kind).find((parameter) => parameter.path === path);
}

/** What an optional group starts with when it is switched on, from the defaults of its parameters; for example `rateLimit`. */
export function startingGroup(kind: string, group: string): Readonly<Record<string, unknown>> {
  return startingValue(parametersOf(kind), group);
}

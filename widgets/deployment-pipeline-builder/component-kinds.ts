import { trafficProcesses } from '../engines/simulator/arrivals/index.ts';
import { batchingModes } from '../engines/simulator/batching/index.ts';
import { coldStartLaws } from '../engines/simulator/cold-start/index.ts';
import type { ComponentKind } from '../engines/simulator/components/component-kind.ts';
import { componentKinds } from '../engines/simulator/components/index.ts';
import { deliveryStrategies } from '../engines/simulator/delivery/strategies/index.ts';
import { tokenLaws } from '../engines/simulator/llm/tokens/index.ts';
import type { Parameter } from '../engines/simulator/parameter.ts';
import { serviceLaws } from '../engines/simulator/service/index.ts';
import type { Variant } from '../engines/simulator/variant.ts';

const kinds = componentKinds as readonly unknown[] as readonly ComponentKind[];

/** Names of all kinds, in the order of a palette. */
export const kindNames: readonly string[] = kinds.map(({ kind }) => kind);

/** What the simulator says of a kind, or undefined for a kind it does not know. */
export function findKind(kind: string): ComponentKind | undefined {
  return kinds.find((candidate) => candidate.kind === kind);
}

export function findParameter(kind: string, path: string): Parameter | undefined {
  return findKind(kind)?.parameters.find((parameter) => parameter.path === path);
}

/** The choices that bring parameters of their own, by the path of the choice. */
const families: Readonly<Record<string, readonly Variant[]>> = {
  'arrivals.process': trafficProcesses as readonly unknown[] as readonly Variant[],
  'serviceTime.distribution': serviceLaws as readonly unknown[] as readonly Variant[],
  'coldStart.distribution': coldStartLaws as readonly unknown[] as readonly Variant[],
  'promptTokens.distribution': tokenLaws as readonly unknown[] as readonly Variant[],
  'outputTokens.distribution': tokenLaws as readonly unknown[] as readonly Variant[],
  'batching.mode': batchingModes as readonly unknown[] as readonly Variant[],
  'delivery.strategy': deliveryStrategies as readonly unknown[] as readonly Variant[],
};

/** The variants that the choice at `path` chooses between; undefined when it is a plain choice. */
export function variantsAt(path: string): readonly Variant[] | undefined {
  return families[path];
}

/** `arrivals.process` of `arrivals`; undefined for a group without a choice. */
export function chooserOf(group: string): string | undefined {
  return Object.keys(families).find((path) => groupOf(path) === group);
}

/** `arrivals` of `arrivals.process`; undefined for a parameter that stands by itself. */
export function groupOf(path: string): string | undefined {
  const dot = path.indexOf('.');
  return dot === -1 ? undefined : path.slice(0, dot);
}

/** What an optional group starts with when it is switched on, from the defaults of its parameters; for example `rateLimit`. */
export function startingGroup(kind: string, group: string): Readonly<Record<string, unknown>> {
  const members = (findKind(kind)?.parameters ?? []).filter(({ path, when }) => groupOf(path) === group && !when);
  const chooser = members.find(({ path }) => path === chooserOf(group));
  const example = chooser && variantsAt(chooser.path)?.find(({ name }) => name === chooser.default)?.example;
  if (example) return example;
  const chosen = members.filter((member) => member.default !== null);
  const required = (findKind(kind)?.parameters ?? []).filter(
    ({ path, when, isOptional }) =>
      groupOf(path) === group &&
      !isOptional &&
      when !== undefined &&
      chosen.some((choice) => choice.path === when.path && choice.default === when.is),
  );
  return Object.fromEntries(
    [...chosen, ...required].map((member) => [member.path.slice(group.length + 1), member.default]),
  );
}

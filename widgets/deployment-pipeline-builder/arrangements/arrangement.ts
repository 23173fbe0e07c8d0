import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import * as z from '../../kit/zod.ts';
import { asDraft, type Draft } from '../draft.ts';

export const regimes = ['batch', 'real-time', 'streaming'] as const;
export type Regime = (typeof regimes)[number];
export const environments = ['cloud', 'edge', 'hybrid'] as const;
export type Environment = (typeof environments)[number];

/** A whole scenario of the course to start from. */
export interface Arrangement {
  readonly id: string;
  readonly title: string;
  /** What it shows, in one sentence; a test of the course holds it against a run. */
  readonly claim: string | undefined;
  readonly draft: Draft;
  /** Where it stands in the grid; undefined for a scenario that stands for itself. */
  readonly cell: { readonly regime: Regime; readonly environment: Environment } | undefined;
}

const schema = z.strictObject({ scenarios: z.array(z.strictObject({ id: z.string(), scenario: z.unknown() })) });

/** `titanic-batch-edge` is a batch scenario at the edge: the file's name says it. */
function cellOf(id: string): Arrangement['cell'] {
  const regime = regimes.find((each) => id.includes(`-${each}-`));
  const environment = environments.find((each) => id.endsWith(`-${each}`));
  return regime && environment ? { regime, environment } : undefined;
}

const textAt = (draft: Draft, key: string) => (typeof draft[key] === 'string' ? draft[key] : undefined);

/** Reads the file of all scenarios; one that cannot be edited at all is left out. */
export function parseArrangements(input: unknown): Parsed<readonly Arrangement[]> {
  const parsed = parseWith(schema, input);
  if (!parsed.ok) return parsed;
  const value = parsed.value.scenarios.flatMap(({ id, scenario }): Arrangement[] => {
    const draft = asDraft(scenario);
    if (!draft) return [];
    return [{ id, title: textAt(draft, 'title') ?? id, claim: textAt(draft, 'claim'), draft, cell: cellOf(id) }];
  });
  return { ok: true, value };
}

const regimeLabels: Readonly<Record<Regime, string>> = {
  batch: 'Batch',
  'real-time': 'Real-time',
  streaming: 'Streaming',
};

/** The words of a place in the grid: “Batch, cloud”. */
export function cellLabel({ regime, environment }: NonNullable<Arrangement['cell']>): string {
  return `${regimeLabels[regime]}, ${environment}`;
}

/** The grid row by row, regimes down and environments across; what there is not is left out. */
export function gridOf(arrangements: readonly Arrangement[]): Arrangement[] {
  return regimes.flatMap((regime) =>
    environments.flatMap((environment) =>
      arrangements.filter(({ cell }) => cell?.regime === regime && cell.environment === environment).slice(0, 1),
    ),
  );
}

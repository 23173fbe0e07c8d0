import type { z } from 'zod';

interface Repeat {
  readonly path: PropertyKey[];
  readonly expected: string;
  readonly fix: string;
}

/** A check runs even where other entries have faults, so that one run reports everything. */
export const evenAfterFaults = { when: (payload: z.core.ParsePayload) => Array.isArray(payload.value) };

/** Adds an issue for each entry whose name an earlier entry has; entries without a name (undefined) do not count. */
export function reportRepeats(
  entries: readonly unknown[],
  context: z.core.$RefinementCtx,
  nameOf: (entry: unknown) => string | undefined,
  describe: (index: number) => Repeat,
): void {
  const firstIndex = new Map<string, number>();
  entries.forEach((entry, index) => {
    const name = nameOf(entry)?.trim().replaceAll(/\s+/g, ' ').normalize('NFC');
    if (name === undefined) return;
    const first = firstIndex.get(name);
    if (first === undefined) {
      firstIndex.set(name, index);
      return;
    }
    const { path, expected, fix } = describe(index);
    const params = { expected, found: `${JSON.stringify(name)} again, as in entry ${first + 1}`, fix };
    context.addIssue({ code: 'custom', path, params, message: `Expected ${expected}, found ${params.found}. ${fix}` });
  });
}

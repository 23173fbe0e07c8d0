import type { FaultSite } from './site.ts';

/** What one try of a fault came to. */
export interface Outcome {
  /** Answers that the page had called saved. */
  readonly acknowledged: number;
  /** Of these, how many were not there afterwards. */
  readonly lost: number;
  /** True when everything else that the fault's line promises held as well. */
  readonly isPassed: boolean;
  /** What did not hold. */
  readonly note?: string;
}

/** One line of the fault matrix (`standards-reliability.md`, C4). */
export interface Fault {
  readonly id: string;
  readonly title: string;
  /** How many tries per change, and per night. */
  readonly tries: { readonly change: number; readonly night: number };
  /** So many tries, each with its outcome. */
  readonly attempts: (site: FaultSite, count: number) => AsyncIterable<Outcome>;
}

/** What the page reports of a record that it has opened. */
export interface Found {
  readonly ids: readonly string[];
  readonly duplicates: number;
  readonly status: string;
  readonly problem?: string | undefined;
  readonly loss?: { readonly missingCount: number; readonly restoredCount: number } | undefined;
  readonly openedMs: number;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A try that came to no end has not passed, and says why. */
export const failed = (error: unknown): Outcome => ({
  acknowledged: 0,
  lost: 0,
  isPassed: false,
  note: error instanceof Error ? error.message : String(error),
});

/** Tries that share nothing. */
export const eachAlone = (attempt: (site: FaultSite, number: number) => Promise<Outcome>): Fault['attempts'] =>
  async function* (site, count) {
    for (let number = 1; number <= count; number++) yield await attempt(site, number).catch(failed);
  };

/** Tries in one setting, such as one browser, that is made before the first and taken down after the last. */
export const eachIn = <Setting>(
  set: () => Promise<{ readonly setting: Setting; readonly takeDown: () => Promise<void> }>,
  attempt: (setting: Setting, site: FaultSite, number: number) => Promise<Outcome>,
): Fault['attempts'] =>
  async function* (site, count) {
    const { setting, takeDown } = await set();
    try {
      for (let number = 1; number <= count; number++) yield await attempt(setting, site, number).catch(failed);
    } finally {
      await takeDown();
    }
  };

/** An outcome from what was demanded, each demand by what to say when it does not hold. */
export function outcomeOf(acknowledged: number, lost: number, demands: Readonly<Record<string, boolean>>): Outcome {
  const all = { [`${lost} lost`]: lost === 0, ...demands };
  const broken = Object.entries(all).flatMap(([what, holds]) => (holds ? [] : [what]));
  return { acknowledged, lost, isPassed: broken.length === 0, ...(broken.length > 0 && { note: broken.join(', ') }) };
}

/** Compares what was called saved with what was found. */
export function judge(
  acknowledged: readonly string[],
  found: Found,
  demands: Readonly<Record<string, boolean>> = {},
): Outcome {
  const ids = new Set(found.ids);
  const lost = acknowledged.filter((id) => !ids.has(id)).length;
  return outcomeOf(acknowledged.length, lost, { [`${found.duplicates} twice`]: found.duplicates === 0, ...demands });
}

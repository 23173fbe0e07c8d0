import type { SimulatorClient } from '../engines/simulator/client.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';
import { type ComparisonRow, comparisonRow } from './comparison-row.ts';
import type { Alternative } from './widget-data.ts';

/** One comparison to run: every deployment on the same seed with the same curves. */
export interface ComparisonPlan {
  readonly alternatives: readonly Alternative[];
  /** By the name that a `measured` service time uses. */
  readonly curves: Readonly<Record<string, ServiceCurve>>;
}

/** What the page shows. Rows stay those of the last complete comparison until the next one is complete. */
export interface ComparisonState<Plan extends ComparisonPlan = ComparisonPlan> {
  readonly rows: readonly ComparisonRow[];
  /** The plan that the rows came from; null before the first. */
  readonly plan: Plan | null;
  readonly isRunning: boolean;
  /** Share of the running comparison that is done, 0 to 1. */
  readonly share: number;
  /** Why the last comparison ended without rows, as a sentence; null when it did not. */
  readonly failure: string | null;
}

export const emptyComparison: ComparisonState<never> = {
  rows: [],
  plan: null,
  isRunning: false,
  share: 0,
  failure: null,
};

interface RunnerSetting<Plan extends ComparisonPlan> {
  readonly client: Pick<SimulatorClient, 'run'>;
  readonly listen: (state: ComparisonState<Plan>) => void;
  /** Waits for the hand to rest, in milliseconds, or less when the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Pause after the last change before a comparison starts: long enough for a drag, short enough to feel direct. */
export const restMs = 200;

/** Runs comparisons one at a time; a newer request cancels the one under way, and an old answer is never shown. */
export class ComparisonRunner<Plan extends ComparisonPlan = ComparisonPlan> {
  readonly #setting: RunnerSetting<Plan>;
  #state: ComparisonState<Plan> = emptyComparison;
  #abort = new AbortController();

  constructor(setting: RunnerSetting<Plan>) {
    this.#setting = setting;
  }

  /** Resolves when this request has been answered or was overtaken; never rejects. */
  async request(plan: Plan): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#show({ isRunning: true, share: 0, failure: null });
    try {
      await this.#setting.wait(restMs, signal);
      const rows = await this.#run(plan, signal);
      if (!signal.aborted) this.#show({ rows, plan, isRunning: false, share: 1 });
    } catch (error) {
      if (!signal.aborted)
        this.#show({ isRunning: false, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Stops what is under way; nothing is shown any more. */
  end(): void {
    this.#abort.abort();
  }

  async #run({ alternatives, curves }: Plan, signal: AbortSignal): Promise<ComparisonRow[]> {
    const rows: ComparisonRow[] = [];
    for (const [index, alternative] of alternatives.entries()) {
      const onProgress = (share: number) => {
        if (!signal.aborted) this.#show({ share: (index + share) / alternatives.length });
      };
      signal.throwIfAborted();
      rows.push(
        comparisonRow(
          alternative,
          await this.#setting.client.run(alternative.scenario, { curves, onProgress, signal }),
        ),
      );
    }
    return rows;
  }

  #show(change: Partial<ComparisonState<Plan>>): void {
    this.#state = { ...this.#state, ...change };
    this.#setting.listen(this.#state);
  }
}

/** `wait` of a page: a timer that an abort ends early. */
export function waitByTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

import type { TimeSummary } from '../result.ts';
import { TimeTotals } from './time-summary.ts';
import type { TallyPart } from './time-tally.ts';

/**
 * A number that a kind of component adds to its result, as plain data of one replication. `sum` alone is added up over the replications; with `per`
 * the result is the ratio of the two totals (null where `per` comes to 0), which is how shares and averages are taken together; `maximum` is the
 * largest of all, and a `tally` becomes a summary of times. `path` is where it goes in the component's result, for example `functions.coldStartFraction`.
 */
export type Figure =
  | { readonly path: string; readonly sum: number; readonly per?: number }
  | { readonly path: string; readonly maximum: number }
  | { readonly path: string; readonly tally: TallyPart };

type Tree = { [key: string]: number | null | TimeSummary | Tree };

/** Folds the figures of replications, in order. */
export class FigureTotals {
  readonly #sums = new Map<string, number>();
  readonly #pers = new Map<string, number>();
  readonly #maxima = new Map<string, number>();
  readonly #times = new Map<string, TimeTotals>();

  add(figures: readonly Figure[]): void {
    for (const figure of figures) {
      const { path } = figure;
      if ('maximum' in figure) {
        this.#maxima.set(path, Math.max(this.#maxima.get(path) ?? -Infinity, figure.maximum));
        continue;
      }
      if ('tally' in figure) {
        const times = this.#times.get(path) ?? new TimeTotals();
        this.#times.set(path, times);
        times.add(figure.tally);
        continue;
      }
      this.#sums.set(path, (this.#sums.get(path) ?? 0) + figure.sum);
      if (figure.per !== undefined) this.#pers.set(path, (this.#pers.get(path) ?? 0) + figure.per);
    }
  }

  /** The numbers at their paths. */
  summarise(isPaired = false): Tree {
    const tree: Tree = {};
    for (const [path, sum] of this.#sums) {
      const per = this.#pers.get(path);
      place(tree, path, per === undefined ? sum : per === 0 ? null : sum / per);
    }
    for (const [path, maximum] of this.#maxima) place(tree, path, maximum);
    for (const [path, times] of this.#times) place(tree, path, times.summarise(isPaired));
    return tree;
  }
}

function place(tree: Tree, path: string, value: number | null | TimeSummary): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  let branch = tree;
  for (const key of keys) {
    branch[key] ??= {};
    branch = branch[key] as Tree;
  }
  branch[last] = value;
}

import type { Model } from '../model.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { OUTCOME, outcomeNames } from './outcome.ts';

/** What one caller counts of its attempts: those sent after the warm-up. */
export class CallTally {
  attempts = 0;
  readonly #byOutcome = new Float64Array(outcomeNames.length);
  readonly #warmUpSeconds: number;
  #okSeconds = 0;

  constructor({ warmUpSeconds }: BuildContext) {
    this.#warmUpSeconds = warmUpSeconds;
  }

  sent(now: number): void {
    if (now >= this.#warmUpSeconds) this.attempts++;
  }

  ended({ now, requests }: Model, attempt: number, outcome: number): void {
    const sentAt = requests.createdAt[attempt]!;
    if (sentAt < this.#warmUpSeconds) return;
    this.#byOutcome[outcome]!++;
    if (outcome === OUTCOME.ok) this.#okSeconds += now - sentAt;
  }

  figures(requests: number): readonly Figure[] {
    return [
      { path: 'attempts', sum: this.attempts },
      { path: 'attemptsPerRequest', sum: this.attempts, per: requests },
      ...outcomeNames.map((name, outcome) => ({ path: `attemptOutcomes.${name}`, sum: this.#byOutcome[outcome]! })),
      { path: 'attemptSeconds', sum: this.#okSeconds, per: this.#byOutcome[OUTCOME.ok]! },
    ];
  }
}

import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { BREAKER, type Breaker, defineBreaker } from './breaker.ts';
import { RollingCounts } from './rolling-counts.ts';

const PROPERTIES = 'Netflix Hystrix 1.5, HystrixCommandProperties.java';

const requestVolumeThreshold = integerParameter({
  label: 'Request volume threshold',
  unit: 'calls',
  minimum: 1,
  maximum: 1e9,
  default: 20,
  meaning: 'With fewer calls than this in the window the breaker stays closed, whatever their results.',
  source: `${PROPERTIES}: circuitBreaker.requestVolumeThreshold, default 20.`,
});

const errorThresholdPercentage = numberParameter({
  label: 'Error threshold',
  unit: '%',
  minimum: 0,
  maximum: 100,
  default: 50,
  meaning: 'Share of failed calls in the window from which on the breaker opens.',
  source: `${PROPERTIES}: circuitBreaker.errorThresholdPercentage, default 50.`,
});

const sleepWindowSeconds = numberParameter({
  label: 'Sleep window',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 5,
  meaning: 'How long an open breaker lets nothing through before it tries one call.',
  source: `${PROPERTIES}: circuitBreaker.sleepWindowInMilliseconds, default 5000.`,
});

const windowSeconds = numberParameter({
  label: 'Rolling window',
  unit: 'seconds',
  minimum: 0.01,
  maximum: 1e5,
  default: 10,
  meaning: 'Time over which calls are counted.',
  source: `${PROPERTIES}: metrics.rollingStats.timeInMilliseconds, default 10000.`,
});

const buckets = integerParameter({
  label: 'Buckets',
  unit: 'buckets',
  minimum: 1,
  maximum: 1000,
  default: 10,
  meaning: 'Pieces of the window that are forgotten one at a time.',
  source: `${PROPERTIES}: metrics.rollingStats.numBuckets, default 10.`,
});

const snapshotSeconds = numberParameter({
  label: 'Health snapshot interval',
  unit: 'seconds',
  minimum: 0,
  maximum: 1000,
  default: 0.5,
  meaning: 'How often the share of failed calls is looked at; 0 looks after every call.',
  source: `${PROPERTIES}: metrics.healthSnapshot.intervalInMilliseconds, default 500.`,
});

const parameters = {
  requestVolumeThreshold,
  errorThresholdPercentage,
  sleepWindowSeconds,
  windowSeconds,
  buckets,
  snapshotSeconds,
};

const schema = z.strictObject({
  policy: z.literal('hystrix'),
  requestVolumeThreshold: z._default(requestVolumeThreshold.schema, 20),
  errorThresholdPercentage: z._default(errorThresholdPercentage.schema, 50),
  sleepWindowSeconds: z._default(sleepWindowSeconds.schema, 5),
  windowSeconds: z._default(windowSeconds.schema, 10),
  buckets: z._default(buckets.schema, 10),
  snapshotSeconds: z._default(snapshotSeconds.schema, 0.5),
});
type Settings = z.output<typeof schema>;

const CALLS = 0;
const FAILED = 1;

class HystrixBreaker implements Breaker {
  state: number = BREAKER.closed;
  openings = 0;
  openedAt = -Infinity;
  readonly #settings: Settings;
  readonly #counts: RollingCounts;
  /** Number of the last snapshot interval that was looked at. */
  #snapshot = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#counts = new RollingCounts(settings.windowSeconds, settings.buckets, 2);
  }

  admits(now: number): boolean {
    this.#lookAtSnapshots(now);
    if (this.state === BREAKER.closed) return true;
    // Strictly after the sleep window, as in `isAfterSleepWindow`.
    if (this.state === BREAKER.halfOpen || now <= snap(this.openedAt + this.#settings.sleepWindowSeconds)) return false;
    this.state = BREAKER.halfOpen;
    return true;
  }

  /** Half open, whichever call ends first decides: Hystrix does not ask whether it was the trial. */
  ended(now: number, hasFailed: boolean): void {
    this.#lookAtSnapshots(now);
    if (this.state === BREAKER.halfOpen) {
      if (hasFailed) this.#open(now);
      else {
        this.state = BREAKER.closed;
        this.#counts.reset();
        return;
      }
    }
    this.#counts.advance(now);
    this.#counts.add(CALLS);
    if (hasFailed) this.#counts.add(FAILED);
    if (this.#settings.snapshotSeconds === 0) this.#judge(now);
  }

  /** A trial that is called off opens the breaker again. */
  cancelled(now: number): void {
    this.#lookAtSnapshots(now);
    if (this.state === BREAKER.halfOpen) this.#open(now);
  }

  /**
   * Snapshots are taken by the clock. Between two calls nothing changes but that old buckets go, so it is enough to look, when the next call comes, at
   * what the first snapshot since the last call saw and the first one after each bucket that went: the same as a timer, without its events.
   */
  #lookAtSnapshots(now: number): void {
    const { snapshotSeconds: interval, windowSeconds, buckets: pieces } = this.#settings;
    if (interval === 0) return;
    const present = Math.floor(now / interval + 1e-9);
    const bucketSeconds = windowSeconds / pieces;
    let snapshot = this.#snapshot + 1;
    for (let i = 0; i <= pieces && snapshot <= present && this.state === BREAKER.closed; i++) {
      const at = snap(snapshot * interval);
      this.#judge(at);
      const bucketEnd = (Math.floor(at / bucketSeconds + 1e-9) + 1) * bucketSeconds;
      snapshot = Math.max(snapshot + 1, Math.ceil(bucketEnd / interval - 1e-9));
    }
    this.#snapshot = present;
  }

  #judge(at: number): void {
    if (this.state !== BREAKER.closed) return;
    const { requestVolumeThreshold: volume, errorThresholdPercentage: percentage } = this.#settings;
    this.#counts.advance(at);
    const { totals } = this.#counts;
    // The error percentage is cut to a whole number in Hystrix (HealthCounts: (int) of errors / total · 100).
    const errors = Math.floor((totals[FAILED]! / totals[CALLS]!) * 100 + 1e-9);
    if (totals[CALLS]! >= volume && errors >= percentage) this.#open(at);
  }

  #open(at: number): void {
    this.state = BREAKER.open;
    this.openedAt = at;
    this.openings++;
  }
}

/** Netflix Hystrix (in maintenance since 2018): HystrixCircuitBreaker.java and HealthCounts of 1.5. */
export const hystrix = defineBreaker({
  name: 'hystrix',
  label: 'Hystrix',
  meaning:
    'Opens when enough calls in a rolling window have failed; after the sleep window one trial call decides whether it closes.',
  parameters,
  optional: Object.keys(parameters),
  schema,
  example: { policy: 'hystrix' },
  create: (settings) => new HystrixBreaker(settings),
  needs: ({ requestVolumeThreshold: calls, windowSeconds: withinSeconds }) => ({ calls, withinSeconds }),
});

import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { BREAKER, type Breaker, defineBreaker } from './breaker.ts';
import { LastCalls } from './last-calls.ts';
import { RollingCounts } from './rolling-counts.ts';

const CONFIG = 'resilience4j 2, CircuitBreakerConfig.java';

const slidingWindowType = choiceParameter({
  label: 'Kind of window',
  choices: ['countBased', 'timeBased'],
  default: 'countBased',
  meaning: 'Whether the window holds the last calls, or the calls of the last seconds.',
  source: `${CONFIG}: DEFAULT_SLIDING_WINDOW_TYPE COUNT_BASED.`,
});

const slidingWindowSize = integerParameter({
  label: 'Window',
  unit: 'calls or seconds',
  minimum: 1,
  maximum: 1e6,
  default: 100,
  meaning: 'How many calls, or how many seconds, the window holds.',
  source: `${CONFIG}: DEFAULT_SLIDING_WINDOW_SIZE 100.`,
});

const minimumNumberOfCalls = integerParameter({
  label: 'Minimum number of calls',
  unit: 'calls',
  minimum: 1,
  maximum: 1e9,
  default: 100,
  meaning: 'With fewer calls than this in the window the breaker stays closed, whatever their results.',
  source: `${CONFIG}: DEFAULT_MINIMUM_NUMBER_OF_CALLS 100; a window of calls caps it at its size (CircuitBreakerMetrics.java).`,
});

const failureRateThreshold = numberParameter({
  label: 'Failure rate threshold',
  unit: '%',
  minimum: 0.001,
  maximum: 100,
  default: 50,
  meaning: 'Share of failed calls in the window from which on the breaker opens.',
  source: `${CONFIG}: DEFAULT_FAILURE_RATE_THRESHOLD 50.`,
});

const slowCallRateThreshold = numberParameter({
  label: 'Slow call rate threshold',
  unit: '%',
  minimum: 0.001,
  maximum: 100,
  default: 100,
  meaning: 'Share of slow calls in the window from which on the breaker opens.',
  source: `${CONFIG}: DEFAULT_SLOW_CALL_RATE_THRESHOLD 100.`,
});

const slowCallDurationSeconds = numberParameter({
  label: 'Slow call duration',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e6,
  default: 60,
  meaning: 'A call that takes longer than this is slow.',
  source: `${CONFIG}: DEFAULT_SLOW_CALL_DURATION_THRESHOLD 60 s.`,
});

const waitDurationInOpenStateSeconds = numberParameter({
  label: 'Wait while open',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 60,
  meaning: 'How long an open breaker lets nothing through before it tries a few calls.',
  source: `${CONFIG}: DEFAULT_WAIT_DURATION_IN_OPEN_STATE 60 s.`,
});

const permittedNumberOfCallsInHalfOpenState = integerParameter({
  label: 'Trial calls',
  unit: 'calls',
  minimum: 1,
  maximum: 1e6,
  default: 10,
  meaning: 'Calls that a half-open breaker lets through; when all have ended it closes or opens again.',
  source: `${CONFIG}: DEFAULT_PERMITTED_CALLS_IN_HALF_OPEN_STATE 10.`,
});

const parameters = {
  slidingWindowType,
  slidingWindowSize,
  minimumNumberOfCalls,
  failureRateThreshold,
  slowCallRateThreshold,
  slowCallDurationSeconds,
  waitDurationInOpenStateSeconds,
  permittedNumberOfCallsInHalfOpenState,
};

const schema = z.strictObject({
  policy: z.literal('resilience4j'),
  slidingWindowType: z._default(slidingWindowType.schema, 'countBased'),
  slidingWindowSize: z._default(slidingWindowSize.schema, 100),
  minimumNumberOfCalls: z._default(minimumNumberOfCalls.schema, 100),
  failureRateThreshold: z._default(failureRateThreshold.schema, 50),
  slowCallRateThreshold: z._default(slowCallRateThreshold.schema, 100),
  slowCallDurationSeconds: z._default(slowCallDurationSeconds.schema, 60),
  waitDurationInOpenStateSeconds: z._default(waitDurationInOpenStateSeconds.schema, 60),
  permittedNumberOfCallsInHalfOpenState: z._default(permittedNumberOfCallsInHalfOpenState.schema, 10),
});
type Settings = z.output<typeof schema>;

const CALLS = 0;
const FAILED = 1;
const SLOW = 2;

class Resilience4jBreaker implements Breaker {
  state: number = BREAKER.closed;
  openings = 0;
  openedAt = -Infinity;
  readonly #settings: Settings;
  readonly #closedWindow: LastCalls | RollingCounts;
  readonly #trialWindow: LastCalls;
  readonly #minimumCalls: number;
  readonly #minimumTrials: number;
  #trialsLeft = 0;

  constructor(settings: Settings) {
    const { slidingWindowType: type, slidingWindowSize: size, minimumNumberOfCalls: minimum } = settings;
    const trials = settings.permittedNumberOfCallsInHalfOpenState;
    this.#settings = settings;
    // The time window is kept in whole seconds.
    this.#closedWindow = type === 'countBased' ? new LastCalls(size, 3) : new RollingCounts(size, size, 3);
    this.#minimumCalls = type === 'countBased' ? Math.min(minimum, size) : minimum;
    this.#trialWindow = new LastCalls(trials, 3);
    this.#minimumTrials = Math.min(minimum, trials);
  }

  admits(now: number): boolean {
    if (this.state === BREAKER.closed) return true;
    if (this.state === BREAKER.open) {
      // Strictly after the wait, as in OpenState.tryAcquirePermission.
      if (now <= snap(this.openedAt + this.#settings.waitDurationInOpenStateSeconds)) return false;
      this.state = BREAKER.halfOpen;
      this.#trialsLeft = this.#settings.permittedNumberOfCallsInHalfOpenState;
      this.#trialWindow.reset();
    }
    if (this.#trialsLeft === 0) return false;
    this.#trialsLeft--;
    return true;
  }

  /** A call counts in the state in which it ends, whenever it was made; one that ends while the breaker is open changes nothing. */
  ended(now: number, hasFailed: boolean, seconds: number): void {
    if (this.state === BREAKER.open) return;
    const isTrial = this.state === BREAKER.halfOpen;
    const kept = isTrial ? this.#trialWindow : this.#closedWindow;
    kept.advance(now);
    kept.add(CALLS);
    if (hasFailed) kept.add(FAILED);
    if (seconds > this.#settings.slowCallDurationSeconds) kept.add(SLOW);
    const calls = kept.totals[CALLS]!;
    if (calls < (isTrial ? this.#minimumTrials : this.#minimumCalls)) return;
    const { failureRateThreshold: failureRate, slowCallRateThreshold: slowRate } = this.#settings;
    const isBad = kept.totals[FAILED]! * 100 >= failureRate * calls || kept.totals[SLOW]! * 100 >= slowRate * calls;
    if (isBad) this.#open(now);
    else if (isTrial) this.#close();
  }

  /** The permission is given back. */
  cancelled(): void {
    const { permittedNumberOfCallsInHalfOpenState: trials } = this.#settings;
    if (this.state === BREAKER.halfOpen && this.#trialsLeft < trials) this.#trialsLeft++;
  }

  #open(now: number): void {
    this.state = BREAKER.open;
    this.openedAt = now;
    this.openings++;
  }

  #close(): void {
    this.state = BREAKER.closed;
    this.#closedWindow.reset();
  }
}

/** resilience4j: CircuitBreakerStateMachine.java, CircuitBreakerMetrics.java, FixedSizeSlidingWindowMetrics.java, SlidingTimeWindowMetrics.java. */
export const resilience4jBreaker = defineBreaker({
  name: 'resilience4j',
  label: 'resilience4j',
  meaning:
    'Opens when enough of the last calls have failed or were slow; after a wait a few trial calls decide whether it closes.',
  parameters,
  optional: Object.keys(parameters),
  schema,
  example: { policy: 'resilience4j' },
  create: (settings) => new Resilience4jBreaker(settings),
  needs: ({ slidingWindowType: type, slidingWindowSize: size, minimumNumberOfCalls: minimum }) =>
    type === 'countBased'
      ? { calls: Math.min(minimum, size), withinSeconds: Infinity }
      : { calls: minimum, withinSeconds: size },
});

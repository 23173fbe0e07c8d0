import type { Model } from '../model.ts';
import { type ReplicationPart, ReplicationRun } from '../replication.ts';
import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import { advanceUntil } from './advance-until.ts';
import { frameBetween, type LiveFrame } from './live-frame.ts';
import { LiveGraph, type LiveLink } from './live-graph.ts';
import { LiveLog } from './live-log.ts';
import { LiveReader, type LiveReading } from './live-reading.ts';
import { LiveTimeline } from './live-timeline.ts';

/** Looks back are kept so much closer than the span that a frame averages over. */
const LOOKS_PER_SPAN = 4;

/**
 * The first replication of a scenario, run under a person's eyes: in steps of simulated time, read between events. What happens in it is to the last
 * bit what happens in the run without spectators, with the same seed.
 */
export class LiveRun {
  readonly links: readonly LiveLink[];
  readonly timeline: LiveTimeline;
  readonly log: LiveLog;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly #run: ReplicationRun;
  readonly #model: Model;
  readonly #reader: LiveReader;
  /** Up to when everything has happened, in seconds. */
  #reached = 0;
  #isMeasuring: boolean;
  /** Readings that frames look back to, the oldest first. */
  #looks: LiveReading[];

  /** `run` is the first replication, and its pilot, where there is one, has ended. */
  private constructor(run: ReplicationRun) {
    this.#run = run;
    this.#model = run.model!;
    this.#model.plainNetwork = undefined;
    this.durationSeconds = this.#model.durationSeconds;
    this.warmUpSeconds = this.#model.warmUpSeconds;
    this.#isMeasuring = this.warmUpSeconds === 0;
    const graph = new LiveGraph(this.#model);
    this.links = graph.links;
    this.#reader = new LiveReader(this.#model, graph);
    this.log = new LiveLog(this.#model);
    const first = this.#reader.read(this.#model, 0);
    this.timeline = new LiveTimeline(first, this.durationSeconds);
    this.#looks = [first];
  }

  /** Begins a run. A scenario that leaves the warm-up to MSER-5 runs its pilot here; `pause` is awaited between its slices. */
  static async begin(scenario: Scenario, curves: Curves, pause: () => Promise<void>): Promise<LiveRun> {
    const run = new ReplicationRun(scenario, scenario.run.seed, 0, curves);
    while (run.model === undefined) {
      run.advance(20_000);
      await pause();
    }
    return new LiveRun(run);
  }

  get reachedSeconds(): number {
    return this.#reached;
  }

  get hasEnded(): boolean {
    return this.#reached >= this.durationSeconds;
  }

  /** Handles up to `limit` events on the way to `untilSeconds`; true when everything up to there has happened. */
  advance(untilSeconds: number, limit: number): boolean {
    const until = Math.min(untilSeconds, this.durationSeconds);
    let left = limit;
    while (this.#reached < until) {
      if (left <= 0) return false;
      const before = this.#model.handledEvents;
      const isWarmUpNext = !this.#isMeasuring && this.warmUpSeconds <= Math.min(until, this.timeline.nextAt);
      const target = isWarmUpNext ? this.warmUpSeconds : Math.min(until, this.timeline.nextAt);
      if (!advanceUntil(this.#model, target, left, this.log, isWarmUpNext)) return false;
      left -= this.#model.handledEvents - before;
      if (isWarmUpNext) {
        this.#reader.warmUpEnds(this.#model);
        this.#isMeasuring = true;
      } else this.#arrive(target);
    }
    return true;
  }

  #arrive(atSeconds: number): void {
    this.#reached = atSeconds;
    if (atSeconds === this.durationSeconds) this.#model.end();
    if (atSeconds === this.timeline.nextAt) this.timeline.add(this.#reader.read(this.#model, atSeconds));
  }

  /** What is to be shown now: averages over about `spanSeconds` before this moment, or since the start. */
  frame(spanSeconds: number): LiveFrame {
    this.log.lookAtPools(this.#model);
    const now = this.#reader.read(this.#model, this.#reached);
    const looks = this.#looks;
    while (looks.length > 1 && looks[1]!.atSeconds <= this.#reached - spanSeconds) looks.shift();
    const frame = frameBetween(looks[0]!, now);
    if (this.#reached - looks.at(-1)!.atSeconds >= spanSeconds / LOOKS_PER_SPAN) looks.push(now);
    return frame;
  }

  /** What the replication adds to the result, once it has ended. */
  part(): ReplicationPart {
    return this.#run.part();
  }
}

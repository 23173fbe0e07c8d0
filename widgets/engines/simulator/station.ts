import type { Usage } from './cost/usage.ts';
import type { Model } from './model.ts';
import type { RandomStream } from './random.ts';
import type { Route } from './router.ts';
import { Router } from './router.ts';
import type { Target } from './components/component-kind.ts';
import type { Curves } from './service/service-law.ts';
import { StationStatistics } from './statistics/station-statistics.ts';

/** What a station is given when it is built for one replication. */
export interface BuildContext {
  /** Its position among the stations. */
  readonly index: number;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly curves: Curves;
  /** The random stream of one purpose of this component. */
  stream(purpose: string): RandomStream;
  /** The ways out that `to` names. */
  routes(to: Target | undefined): readonly Route[];
}

/** What a replication tells of one station beside its statistics; absent where it does not apply. */
export interface StationReport {
  readonly usage?: Usage;
  readonly lag?: { readonly maximum: number; readonly end: number };
  readonly jobs?: {
    /** After the warm-up: how many were published, and the sum of their times from start to publication. */
    readonly published: number;
    readonly makespanSeconds: number;
    /** Of all publications: when, and the moment at which the newest published row was released. */
    readonly publishedAt: readonly number[];
    readonly snapshotAt: readonly number[];
  };
}

/** A component at work in one replication: the one contract between the flow and every kind. */
export abstract class Station {
  readonly id: string;
  readonly kind: string;
  readonly index: number;
  readonly router: Router;
  readonly statistics: StationStatistics;
  /** Servers, workers or consumers whose busy share is the utilisation; 0 for kinds that serve nothing. */
  readonly serverCount: number = 0;
  /** Replicas for the result; 0 for kinds that have none. */
  readonly replicaCount: number = 0;
  /** What of the statistics belongs into the result. */
  readonly hasQueue: boolean = true;

  constructor(settings: { id: string; kind: string; to?: Target | undefined }, context: BuildContext) {
    this.id = settings.id;
    this.kind = settings.kind;
    this.index = context.index;
    this.router = new Router(context.routes(settings.to), context.stream('route'));
    this.statistics = new StationStatistics(context.warmUpSeconds, context.durationSeconds);
  }

  /** Takes a request that has reached the component. */
  abstract admit(model: Model, request: number): void;

  /** Called once when all stations exist: find neighbours, schedule the first event. */
  start(_model: Model): void {}

  /** True when requests draw something here at their creation. */
  get hasDraws(): boolean {
    return this.router.hasDraws;
  }

  /** Draws what is random about a request at this station; called when the request is created. */
  drawFor(request: number): void {
    this.router.drawFor(request);
  }

  /** The pool of requests has grown: columns indexed by request follow. */
  grow(capacity: number): void {
    this.router.grow(capacity);
  }

  /** Called at the end of a replication. `measuredSeconds` is the time after the warm-up. */
  report(_measuredSeconds: number): StationReport {
    return {};
  }
}

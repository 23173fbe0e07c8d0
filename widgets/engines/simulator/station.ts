import type { Usage } from './cost/usage.ts';
import type { Model } from './model.ts';
import type { RandomStream } from './random.ts';
import type { Route } from './router.ts';
import { Router } from './router.ts';
import type { Target } from './components/component-kind.ts';
import type { Curves } from './service/service-law.ts';
import type { SpillOver } from './stations/spill-over.ts';
import type { Figure } from './statistics/figures.ts';
import type { ServiceDraw } from './service/service-draw.ts';
import { StationStatistics } from './statistics/station-statistics.ts';

/** What a station is given when it is built for one replication. */
export interface BuildContext {
  /** Its position among the stations. */
  readonly index: number;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  readonly curves: Curves;
  /** True when no component of the scenario gives up on late answers or holds requests back before a full queue. */
  readonly isFreeFlowing: boolean;
  /** True when some component of the scenario may go down. */
  readonly hasFaults: boolean;
  /** The random stream of one purpose of this component. */
  stream(purpose: string): RandomStream;
  /** The ways out that `to` names. */
  routes(to: Target | undefined): readonly Route[];
}

/** What a replication tells of one station beside its statistics; absent where it does not apply. */
export interface StationReport {
  readonly usage?: Usage;
  /** Numbers of this kind alone, each at its place in the component's result. */
  readonly figures?: readonly Figure[];
  /** After the warm-up, of replicas that come and go: replica-seconds, server-seconds of ready ones, most at once, and the changes. */
  readonly replicas?: {
    readonly replicaSeconds: number;
    readonly serverSeconds: number;
    readonly maximum: number;
    readonly changes: readonly (readonly [number, number])[];
  };
  /** After the warm-up, of a station that batches: batches by size, from size 0, and requests by which they were padded. */
  readonly batches?: { readonly bySize: readonly number[]; readonly padding: number };
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

/** What a request of one source draws at its creation. */
export interface CreationDraws {
  /**
   * True for sources with so many stations behind them that a request draws only at those on its way. The others draw at every station that they may
   * reach, so that each request stays the same when the ways change.
   */
  readonly alongWay: boolean;
  /** The service laws from which it draws. */
  readonly services: readonly ServiceDraw[];
  /** The stations where it draws something else. */
  readonly stations: readonly Station[];
}

const NO_DRAWS: CreationDraws = { alongWay: false, services: [], stations: [] };

/** A component at work in one replication: the one contract between the flow and every kind. */
export abstract class Station {
  readonly id: string;
  readonly kind: string;
  readonly index: number;
  readonly router: Router;
  readonly statistics: StationStatistics;
  /** A second way out, for requests that this station cannot serve in time. */
  spillOver: SpillOver | undefined;
  /** Further ways out beside `router` and `spillOver`, for requests that this station chooses: a fallback, a copy. */
  readonly sideRouters: readonly Router[] = [];
  /** Servers, workers or consumers whose busy share is the utilisation; 0 for kinds that serve nothing. */
  readonly serverCount: number = 0;
  /** Replicas for the result; 0 for kinds that have none. */
  readonly replicaCount: number = 0;
  /** What each request draws from a service law here, where there is one. */
  readonly serviceDraw: ServiceDraw | undefined = undefined;
  /** Of a source or a caller: what its requests or attempts draw when they are created. Set when all stations exist. */
  creationDraws: CreationDraws = NO_DRAWS;
  /** False where of a request nothing is used but its creation and its source: when no station needs more, no more is kept. */
  readonly needsRequestDetail: boolean = true;
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

  /** True when requests draw something here at their creation, beside a service law. */
  get hasDraws(): boolean {
    return this.router.hasDraws;
  }

  /** Draws what is random about a request at this station; called when the request is created. */
  drawFor(request: number): void {
    this.router.drawFor(request);
  }

  /** Gives an attempt what the request on whose behalf it is made drew here. */
  inheritDraws(parent: number, attempt: number): void {
    this.router.inherit(parent, attempt);
  }

  /** Draws anew what is random about a later attempt at this station, from the stream of the station that makes it. */
  redrawFor(attempt: number, stream: RandomStream): void {
    this.router.redrawFor(attempt, stream);
  }

  /** Where `model.hearsReturn` is set: a request of this source, created at `createdAt`, was answered, turned away or given up. */
  returned(_model: Model, _createdAt: number): void {}

  /** Where `requests.holder` names this station: who asked for the request has stopped waiting. Its work may be taken back. */
  askerLeft(_model: Model, _request: number): void {}

  /** The pool of requests has grown: columns indexed by request follow. */
  grow(capacity: number): void {
    this.router.grow(capacity);
  }

  /** Server-seconds after the warm-up up to `now`, where the number of servers changes; undefined where it stays `serverCount`. */
  serverAreaAt(_now: number): number | undefined {
    return undefined;
  }

  /** Called at the end of a replication. `measuredSeconds` is the time after the warm-up. */
  report(_measuredSeconds: number): StationReport {
    return {};
  }
}

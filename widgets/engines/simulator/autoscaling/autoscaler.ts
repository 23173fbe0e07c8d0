import type { ColdStartLaw } from '../cold-start/cold-start-law.ts';
import { createColdStart } from '../cold-start/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Machines } from '../faults/fault-target.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import type { ReplicaStarter, Scalable } from '../stations/scalable.ts';
import type { AutoscalingPolicy } from './autoscaling-policy.ts';
import { NodeCluster, type Placement } from './nodes.ts';
import { type Autoscaling, createAutoscaling } from './schema.ts';
import { type LagView, Scraper } from './scraper.ts';

const autoscalerOf = (model: Model, station: number): Autoscaler =>
  (model.stations[station] as unknown as Scalable).starter as Autoscaler;

const replicaStarted = defineEvent('replicaStarted', RANK.capacity, (model, station, replica) =>
  autoscalerOf(model, station).endStart(model, replica),
);
const nodeReady = defineEvent('nodeReady', RANK.capacity, (model, station, node) =>
  autoscalerOf(model, station).nodeReady(model, node),
);
const metricScrape = defineEvent('metricScrape', RANK.scrape, (model, station) =>
  autoscalerOf(model, station).scrape(model),
);
const controllerTick = defineEvent('controllerTick', RANK.tick, (model, station) =>
  autoscalerOf(model, station).tick(model),
);
const clusterLook = defineEvent('clusterLook', RANK.tick, (model, station) => autoscalerOf(model, station).look(model));

const NO_EVENT = -1;

/**
 * The controller of one component at work: scrapes, ticks, and what a new replica goes through until it is ready (room on a node, image, start,
 * probe). Replicas count as created, and cost, from the decision on; requests are sent to them once they are ready.
 */
export class Autoscaler implements ReplicaStarter {
  readonly #station: Scalable;
  readonly #policy: AutoscalingPolicy;
  readonly #scraper: Scraper;
  readonly #coldStart: ColdStartLaw;
  readonly #coldStartStream: RandomStream;
  readonly #probeSeconds: number | undefined;
  readonly #nodes: NodeCluster | undefined;
  readonly #lookSeconds: number;
  /** By replica: the pending end of its start. */
  readonly #startEvent: number[] = [];
  #state: unknown;
  #scrapes = 0;
  #looks = 0;
  /** By loop: how many times it has run. */
  readonly #runs: number[];

  constructor(settings: Autoscaling, station: Scalable, context: BuildContext, concurrency: number, log?: LagView) {
    this.#station = station;
    this.#policy = createAutoscaling(settings, { concurrency });
    this.#scraper = new Scraper(station, settings.reading === 'instant' ? 0 : this.#policy.scrapeSeconds, log);
    this.#coldStart = createColdStart(settings.coldStart);
    this.#coldStartStream = context.stream('coldStart');
    this.#probeSeconds = settings.readinessProbePeriodSeconds;
    this.#runs = this.#policy.loops.map(() => 0);
    const { nodes } = settings;
    this.#nodes = nodes && new NodeCluster(nodes, context.stream('nodeBoot'), context.warmUpSeconds);
    this.#lookSeconds = nodes?.autoscalerLoopSeconds ?? 0;
  }

  /** The first replicas are there and ready: begins to scrape and to decide. */
  start(model: Model): void {
    const pool = this.#station.pool!;
    for (let replica = 0; replica < pool.used; replica++) this.#nodes?.settle(replica);
    this.#state = this.#policy.start(model.now, this.#station.createdReplicas);
    this.#scheduleScrape(model);
    this.#scheduleTick(model);
    if (this.#nodes) this.#scheduleLook(model);
  }

  #scheduleScrape(model: Model): void {
    model.schedule(metricScrape, snap(++this.#scrapes * this.#policy.scrapeSeconds), this.#station.index, 0);
  }

  #nextRun(loop: number): number {
    return snap((this.#runs[loop]! + 1) * this.#policy.loops[loop]!.periodSeconds);
  }

  #scheduleTick(model: Model): void {
    let next = Infinity;
    for (let loop = 0; loop < this.#runs.length; loop++) next = Math.min(next, this.#nextRun(loop));
    model.schedule(controllerTick, next, this.#station.index, 0);
  }

  #scheduleLook(model: Model): void {
    model.schedule(clusterLook, snap(++this.#looks * this.#lookSeconds), this.#station.index, 0);
  }

  scrape(model: Model): void {
    this.#scraper.scrape(model);
    this.#policy.observe(this.#state, model.now, this.#scraper.refresh());
    this.#scheduleScrape(model);
  }

  /** Runs the loops that are due, in their order, each on what the one before has changed. */
  tick(model: Model): void {
    for (let loop = 0; loop < this.#runs.length; loop++) {
      if (this.#nextRun(loop) > model.now) continue;
      this.#runs[loop]!++;
      this.#decide(model, loop);
    }
    this.#scheduleTick(model);
  }

  #decide(model: Model, loop: number): void {
    const desired = this.#policy.loops[loop]!.tick(this.#state, model.now, this.#scraper.refresh());
    if (desired !== this.#station.createdReplicas) this.#station.setDesiredReplicas(model, desired);
  }

  /** Knative's activator tells the autoscaler of the first request at once; other controllers find it at their next scrape. */
  arrivedAtZero(model: Model): void {
    if (!this.#policy.wakesOnArrival) return;
    this.#policy.observe(this.#state, model.now, this.#scraper.noticeArrival());
    this.#decide(model, this.#runs.length - 1);
  }

  created(model: Model, replica: number): void {
    this.#startEvent[replica] = NO_EVENT;
    if (!this.#nodes) {
      this.#begin(model, replica, model.now);
      return;
    }
    const placement = this.#nodes.add(replica, model.now);
    if (placement) this.#begin(model, placement.replica, placement.pulledAt);
  }

  stopped(model: Model, replica: number): void {
    const event = this.#startEvent[replica] ?? NO_EVENT;
    if (event !== NO_EVENT) model.cancel(event);
    this.#startEvent[replica] = NO_EVENT;
    if (this.#nodes) this.#beginAll(model, this.#nodes.remove(replica, model.now));
  }

  look(model: Model): void {
    for (const { node, readyAt } of this.#nodes!.look(model.now)) {
      if (readyAt > model.now) model.schedule(nodeReady, readyAt, this.#station.index, node);
      else this.nodeReady(model, node);
    }
    this.#scheduleLook(model);
  }

  nodeReady(model: Model, node: number): void {
    this.#beginAll(model, this.#nodes!.nodeReady(node, model.now));
  }

  #beginAll(model: Model, placements: readonly Placement[]): void {
    for (const { replica, pulledAt } of placements) this.#begin(model, replica, pulledAt);
  }

  /** The replica's container starts at `from`; a probe finds it ready when it has loaded. */
  #begin(model: Model, replica: number, from: number): void {
    const seconds = this.#coldStart.draw(this.#coldStartStream);
    const probe = this.#probeSeconds;
    const isOnGrid = probe !== undefined || !this.#coldStart.isRandom;
    const readyAt = from + (probe === undefined ? seconds : Math.ceil(snap(seconds / probe)) * probe);
    if (readyAt <= model.now) this.#station.replicaReady(model, replica);
    else
      this.#startEvent[replica] = model.schedule(
        replicaStarted,
        isOnGrid ? snap(readyAt) : readyAt,
        this.#station.index,
        replica,
      );
  }

  endStart(model: Model, replica: number): void {
    this.#startEvent[replica] = NO_EVENT;
    this.#station.replicaReady(model, replica);
  }

  /** The nodes under the replicas, where there are any, as what may go down. */
  get machines(): Machines | undefined {
    const nodes = this.#nodes;
    if (!nodes) return undefined;
    return {
      unitsOn: (node) => nodes.replicasOn(node),
      setDown: (model, node, isDown) => this.#beginAll(model, nodes.setDown(node, isDown, model.now)),
    };
  }

  /** For the result: nodes under the replicas, where there are any. */
  figures(now: number, measuredSeconds: number): readonly Figure[] {
    if (!this.#nodes) return [];
    const { nodeSeconds, maximum } = this.#nodes.report(now);
    return [
      { path: 'nodes.mean', sum: nodeSeconds, per: measuredSeconds },
      { path: 'nodes.max', maximum },
    ];
  }
}

/** Puts a controller in charge of the replicas of a component. */
export function attachAutoscaler(
  settings: Autoscaling,
  station: Scalable,
  context: BuildContext,
  concurrency: number,
  log?: LagView,
): Autoscaler {
  const autoscaler = new Autoscaler(settings, station, context, concurrency, log);
  station.starter = autoscaler;
  return autoscaler;
}

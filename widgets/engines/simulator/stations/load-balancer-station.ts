import type { BalancingPolicy } from '../balancing/balancing-policy.ts';
import { createBalancing } from '../balancing/schema.ts';
import type { LoadBalancerSettings } from '../components/load-balancer.ts';
import { defineEvent, RANK } from '../event.ts';
import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { EjectingTable } from './ejecting-table.ts';
import { HostTable } from './host-table.ts';
import { type ReplicaStation, type Sender, SENT } from './replica-station.ts';

const NOT_SENT = -1;

const outlierSweep = defineEvent('outlierSweep', RANK.tick, (model, station, number) =>
  (model.stations[station] as LoadBalancerStation).sweep(model, number),
);

/** One or several balancers side by side that choose the replica of each request. A request passes through without delay. */
export class LoadBalancerStation extends Station implements Sender {
  override readonly hasQueue = false;
  readonly #tables: HostTable[];
  readonly #policies: BalancingPolicy[];
  /** By balancer: 1 when replicas have come or gone since its last choice. */
  readonly #isChanged: Uint8Array;
  readonly #whichBalancer: RandomStream;
  #target!: ReplicaStation;
  /** By request: which balancer sent it, and to which replica. */
  #sentBy = new Int32Array(0);
  #sentTo = new Int32Array(0);
  /** By balancer: what it makes of the answers. Empty without outlier detection. */
  readonly #ejecting: readonly EjectingTable[];
  readonly #sweepSeconds: number;

  constructor(settings: LoadBalancerSettings, context: BuildContext) {
    super(settings, context);
    const balancers = settings.balancers ?? 1;
    const snapshotAgeSeconds = settings.snapshotAgeSeconds ?? 0;
    this.#whichBalancer = context.stream('balancer');
    const choices = context.stream('choice');
    this.#tables = Array.from({ length: balancers }, () => new HostTable(snapshotAgeSeconds, settings.weights));
    this.#isChanged = new Uint8Array(balancers).fill(1);
    this.#policies = this.#tables.map(() => createBalancing(settings, choices));
    const { outlierDetection } = settings;
    this.#sweepSeconds = outlierDetection?.intervalSeconds ?? 0;
    this.#ejecting = outlierDetection
      ? this.#tables.map((table, i) => new EjectingTable(outlierDetection, table, this.#isChanged, i, context))
      : [];
  }

  override start(model: Model): void {
    this.#target = model.stations[this.router.targets[0]!] as ReplicaStation;
    this.#target.attachSender(this);
    if (this.#ejecting.length > 0) model.schedule(outlierSweep, this.#sweepSeconds, this.index, 1);
  }

  /** The `number`-th sweep. */
  sweep(model: Model, number: number): void {
    for (let i = 0; i < this.#ejecting.length; i++) this.#ejecting[i]!.sweep(model.now);
    model.schedule(outlierSweep, snap((number + 1) * this.#sweepSeconds), this.index, number + 1);
  }

  admit(model: Model, request: number): void {
    const { now, requests } = model;
    this.statistics.arrived(now);
    if (now >= model.warmUpSeconds) this.statistics.completed++;
    const balancer = this.#tables.length === 1 ? 0 : Math.floor(this.#whichBalancer.uniform() * this.#tables.length);
    const table = this.#tables[balancer]!;
    const policy = this.#policies[balancer]!;
    table.refresh(now, policy, this.#isChanged[balancer] === 0);
    if (this.#isChanged[balancer] === 1) {
      this.#isChanged[balancer] = 0;
      policy.hostsChanged?.(table);
    }
    // Without a ready replica the request waits at the server, and is nobody's.
    if (table.count > 0) {
      const host = policy.choose(table, requests.key[request]!);
      this.#sentBy[request] = balancer;
      this.#sentTo[request] = host;
      this.#target.chosen[request] = host;
      this.#change(balancer, host, 1, now);
    }
    passOn(model, this, request);
  }

  left(request: number, now: number, outcome: number): void {
    const balancer = this.#sentBy[request]!;
    if (balancer === NOT_SENT) return;
    const host = this.#sentTo[request]!;
    this.#sentBy[request] = NOT_SENT;
    this.#change(balancer, host, -1, now);
    if (this.#ejecting.length > 0 && outcome !== SENT.unheard)
      this.#ejecting[balancer]!.detection.answered(host, outcome === SENT.failed, now);
  }

  /** A set of replicas that has changed is looked at anew before the next choice; until then the policy is told nothing. */
  #change(balancer: number, host: number, by: 1 | -1, now: number): void {
    this.#tables[balancer]!.change(host, by, now, this.#policies[balancer]!, this.#isChanged[balancer] === 0);
  }

  hostReady(replica: number): void {
    for (const { detection } of this.#ejecting) detection.hostAdded(replica);
    for (const table of this.#tables) table.add(replica);
    this.#isChanged.fill(1);
  }

  hostGone(replica: number): void {
    for (const { detection } of this.#ejecting) detection.hostRemoved(replica);
    for (const table of this.#tables) table.remove(replica);
    this.#isChanged.fill(1);
  }

  override report(measuredSeconds: number): StationReport {
    return { figures: EjectingTable.figures(this.#ejecting, measuredSeconds) };
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    const { length } = this.#sentBy;
    const [by, to] = [this.#sentBy, this.#sentTo];
    this.#sentBy = new Int32Array(capacity).fill(NOT_SENT, length);
    this.#sentBy.set(by);
    this.#sentTo = new Int32Array(capacity);
    this.#sentTo.set(to);
  }
}

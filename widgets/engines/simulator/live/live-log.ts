import { eventNames } from '../event.ts';
import { faultPlanOf } from '../faults/fault-plan.ts';
import type { Model } from '../model.ts';
import { sloParts } from '../slo/slo-watch.ts';
import type { Listener } from './advance-until.ts';
import { poolOf } from './replica-states.ts';

/** One thing that happened, as plain data: the page puts it into words. Components and links are by index. */
export type LiveEntry = { readonly atSeconds: number } & (
  | { readonly what: 'warmUpOver' }
  /** A controller wants another number of replicas; `readyAtSeconds` once they are all ready. */
  | {
      readonly what: 'scaled';
      readonly component: number;
      readonly from: number;
      readonly to: number;
      readonly readyAtSeconds?: number;
    }
  | { readonly what: 'down' | 'up'; readonly components: readonly number[] }
  | { readonly what: 'linkDown' | 'linkUp'; readonly link: number }
  | {
      readonly what:
        | 'cacheFlushed'
        | 'weightChanged'
        | 'updateStarted'
        | 'jobFailed'
        | 'jobRestarted'
        | 'memberCrashed';
      readonly component: number;
    }
  | { readonly what: 'alertOn' | 'alertOff'; readonly slo: number; readonly severity: 'page' | 'ticket' }
);

/** Entries beyond this many are counted and not kept. */
const MOST_ENTRIES = 2000;

type Hear = (log: LiveLog, model: Model, a: number) => void;

const ofComponent =
  (what: 'cacheFlushed' | 'weightChanged' | 'updateStarted' | 'jobFailed' | 'jobRestarted' | 'memberCrashed'): Hear =>
  (log, model, component) =>
    log.add({ atSeconds: model.now, what, component });
const ofFault =
  (what: 'down' | 'up'): Hear =>
  (log, model, process) =>
    log.add({ atSeconds: model.now, what, components: faultPlanOf(model)!.componentsOf(process) });
const ofLink =
  (what: 'linkDown' | 'linkUp'): Hear =>
  (log, model, link) =>
    log.add({ atSeconds: model.now, what, link });
const ofPools: Hear = (log, model) => log.lookAtPools(model);

/** What is heard of, by the name of the event. */
const heard: Readonly<Record<string, Hear>> = {
  warmUpEnd: (log, model) => log.add({ atSeconds: model.now, what: 'warmUpOver' }),
  controllerTick: ofPools,
  replicaStarted: ofPools,
  newReplicaReady: ofPools,
  outageBegin: ofFault('down'),
  outageEnd: ofFault('up'),
  linkOutageStart: ofLink('linkDown'),
  linkOutageEnd: ofLink('linkUp'),
  cacheRestart: ofComponent('cacheFlushed'),
  weightChange: ofComponent('weightChanged'),
  updateStart: ofComponent('updateStarted'),
  jobFailure: ofComponent('jobFailed'),
  jobRestart: ofComponent('jobRestarted'),
  memberCrash: ofComponent('memberCrashed'),
  sliScrape: (log, model) => log.lookAtAlerts(model),
};

/** What happened in a run that a person would want to know of. It only reads. */
export class LiveLog implements Listener {
  readonly isNoted: Uint8Array;
  /** Those that there was no room for. */
  leftOut = 0;
  readonly #entries: LiveEntry[] = [];
  readonly #heard: readonly (Hear | undefined)[];
  /** Indexes of entries that are new or have changed since they were last taken. */
  readonly #fresh = new Set<number>();
  /** By component: replicas at the last look, changes of their number seen, and the entry that waits for readiness. */
  readonly #created: number[];
  readonly #changesSeen: number[];
  readonly #waiting: (number | undefined)[] = [];
  /** By rule of every objective: how often it had fired, and whether it was on. */
  readonly #alerts = new Map<string, boolean>();

  constructor({ stations }: Model) {
    this.#heard = eventNames.map((name) => heard[name]);
    this.isNoted = Uint8Array.from(this.#heard, (hear) => (hear ? 1 : 0));
    this.#created = stations.map((station) => poolOf(station)?.createdCount ?? 0);
    this.#changesSeen = stations.map((station) => poolOf(station)?.changes.length ?? 0);
  }

  heard(model: Model, kind: number, a: number): void {
    this.#heard[kind]!(this, model, a);
  }

  add(entry: LiveEntry): number | undefined {
    if (this.#entries.length === MOST_ENTRIES) {
      this.leftOut++;
      return undefined;
    }
    const index = this.#entries.push(entry) - 1;
    this.#fresh.add(index);
    return index;
  }

  /** Entries that are new or have changed, each with its place in the log. */
  takeFresh(): readonly (readonly [index: number, entry: LiveEntry])[] {
    const fresh = [...this.#fresh].map((index) => [index, this.#entries[index]!] as const);
    this.#fresh.clear();
    return fresh;
  }

  /** Replicas that came, went or became ready since the last look. Each change carries its own moment. */
  lookAtPools({ stations, now }: Model): void {
    for (let component = 0; component < stations.length; component++) {
      const pool = poolOf(stations[component]!);
      if (!pool) continue;
      for (let seen = this.#changesSeen[component]!; seen < pool.changes.length; seen++) {
        const [atSeconds, to] = pool.changes[seen]!;
        // Another change of this instant would be written over this one: it is looked at again later.
        if (atSeconds === now && seen === pool.changes.length - 1) break;
        this.#scaled(component, atSeconds, to);
        this.#changesSeen[component] = seen + 1;
      }
      this.#becameReady(component, pool.readyCount, now);
    }
  }

  #scaled(component: number, atSeconds: number, to: number): void {
    const from = this.#created[component]!;
    this.#created[component] = to;
    if (from === to) return;
    const entry = this.add({ atSeconds, what: 'scaled', component, from, to });
    this.#waiting[component] = to > from ? entry : undefined;
  }

  #becameReady(component: number, readyCount: number, now: number): void {
    const index = this.#waiting[component];
    if (index === undefined) return;
    const entry = this.#entries[index]!;
    if (entry.what !== 'scaled' || readyCount < entry.to) return;
    this.#entries[index] = { ...entry, readyAtSeconds: now };
    this.#fresh.add(index);
    this.#waiting[component] = undefined;
  }

  lookAtAlerts(model: Model): void {
    sloParts(model).forEach(({ alerts }, slo) => {
      alerts.forEach(({ severity, firings, fired }, rule) => {
        const isOn = fired > 0 && firings.at(-1)![1] === null;
        const key = `${slo} ${rule}`;
        if (isOn === (this.#alerts.get(key) ?? false)) return;
        this.#alerts.set(key, isOn);
        this.add({ atSeconds: model.now, what: isOn ? 'alertOn' : 'alertOff', slo, severity });
      });
    });
  }
}

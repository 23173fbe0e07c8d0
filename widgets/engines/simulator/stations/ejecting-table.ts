import { OutlierDetection, type OutlierListener } from '../guards/outlier-detection.ts';
import type { OutlierSettings } from '../guards/outlier-parameters.ts';
import type { BuildContext } from '../station.ts';
import { LevelTally } from '../statistics/level-tally.ts';
import type { Figure } from '../statistics/figures.ts';
import type { HostTable } from './host-table.ts';

/** Takes the replicas that one balancer finds to be outliers out of its table, and puts them back. */
export class EjectingTable implements OutlierListener {
  readonly detection: OutlierDetection;
  readonly #table: HostTable;
  /** By balancer: 1 when its replicas have changed since its last choice. */
  readonly #isChanged: Uint8Array;
  readonly #balancer: number;
  readonly #ejected: LevelTally;
  readonly #warmUpSeconds: number;
  readonly #durationSeconds: number;
  #ejections = 0;

  constructor(
    settings: OutlierSettings,
    table: HostTable,
    isChanged: Uint8Array,
    balancer: number,
    { warmUpSeconds, durationSeconds }: BuildContext,
  ) {
    this.detection = new OutlierDetection(settings, this);
    this.#table = table;
    this.#isChanged = isChanged;
    this.#balancer = balancer;
    this.#ejected = new LevelTally(warmUpSeconds);
    this.#warmUpSeconds = warmUpSeconds;
    this.#durationSeconds = durationSeconds;
  }

  sweep(now: number): void {
    this.detection.sweep(now);
    // An ejected replica may have been removed meanwhile.
    this.#ejected.change(now, this.detection.ejectedCount);
  }

  hostEjected(host: number, now: number): void {
    this.#table.remove(host);
    this.#isChanged[this.#balancer] = 1;
    this.#ejected.change(now, this.detection.ejectedCount);
    if (now >= this.#warmUpSeconds) this.#ejections++;
  }

  hostReturned(host: number, now: number): void {
    this.#table.add(host);
    this.#isChanged[this.#balancer] = 1;
    this.#ejected.change(now, this.detection.ejectedCount);
  }

  /** Over all balancers: ejections, and replicas ejected on average in the view of one of them. */
  static figures(tables: readonly EjectingTable[], measuredSeconds: number): readonly Figure[] {
    if (tables.length === 0) return [];
    let ejections = 0;
    let area = 0;
    for (const table of tables) {
      ejections += table.#ejections;
      area += table.#ejected.areaAt(table.#durationSeconds);
    }
    return [
      { path: 'outlierDetection.ejections', sum: ejections },
      { path: 'outlierDetection.meanEjected', sum: area, per: measuredSeconds * tables.length },
    ];
  }
}

import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { DeliveryTally } from '../streaming/delivery-tally.ts';
import { GONE, PartitionRecords, STAGE } from '../streaming/partition-records.ts';
import { type WindowOutlet, WindowStage } from '../streaming/window-stage.ts';
import { PartitionedLogStation } from './partitioned-log-station.ts';
import { ServiceStation } from './service-station.ts';

/** As the time at which a request came: before every warm-up, so that its wait is not counted a second time. */
const NOT_COUNTED = -1;

const watermarkEmission = defineEvent('watermarkEmission', RANK.control, (model, station) =>
  (model.stations[station] as LogReaderStation).emitWatermark(model),
);

/**
 * What all that read a log with offsets share: the records from the last commit on, which are read again after a failure, their effects, and the
 * windows behind them. A request is answered by the first effect of its record; later ones are counted as duplicates, not as requests.
 */
export abstract class LogReaderStation extends ServiceStation implements WindowOutlet {
  /** By partition. Empty where nothing leads here. */
  protected partitions: PartitionRecords[] = [];
  protected log: PartitionedLogStation | undefined;
  protected readonly tally = new DeliveryTally();
  /** True when an effect is seen at the commit of its record and not before. */
  protected abstract readonly holdsEffects: boolean;
  /** False when a record that is processed again changes nothing outside, because its effect is part of a state that went back too. */
  protected readonly repeatsEffects: boolean = true;
  readonly #settings: StreamProcessorSettings;
  #windows: WindowStage | undefined;

  constructor(settings: StreamProcessorSettings, context: BuildContext) {
    super(settings, context);
    this.#settings = settings;
  }

  override start(model: Model): void {
    const log = model.stations.find((station) => station.router.targets.includes(this.index));
    if (!(log instanceof PartitionedLogStation)) return; // Nothing leads here.
    this.log = log;
    this.partitions = Array.from({ length: log.partitionCount }, () => new PartitionRecords());
    const { windows } = this.#settings;
    if (windows) {
      this.#windows = new WindowStage(windows, log.partitionCount, this);
      model.schedule(watermarkEmission, this.#windows.nextEmissionAt(), this.index, 0);
    }
    this.startReading(model);
  }

  /** The log is there: begin. */
  protected abstract startReading(model: Model): void;

  /** A record has been appended to the partition. */
  protected abstract appended(model: Model, partition: number): void;

  admit(model: Model, request: number): void {
    this.statistics.arrived(model.now);
    this.#keep(model, request);
  }

  /** While all readers are down, records stay in the log as always. */
  refuse(model: Model, request: number): void {
    this.#keep(model, request);
  }

  #keep(model: Model, request: number): void {
    const { requests, now } = model;
    const { log } = this;
    const partition = log!.partition[request]!;
    this.statistics.entered(now);
    requests.enqueuedAt[request] = now;
    const eventAt = requests.createdAt[request]!;
    this.partitions[partition]!.append(request, eventAt, log!.appendedAt[request]!, this.requirement[request]!);
    this.appended(model, partition);
  }

  /** A reader takes the next record of the partition; gives what it drew. */
  protected take(model: Model, partition: number): number {
    const records = this.partitions[partition]!;
    const slot = records.position++ & records.mask;
    const stage = records.stage[slot]!;
    if (stage < STAGE.taken) {
      const request = records.request[slot]!;
      records.stage[slot] = STAGE.taken;
      if (stage === STAGE.waiting) {
        this.statistics.started(model.now, model.requests.enqueuedAt[request]!);
        this.log!.polled(model, request);
      } else this.statistics.started(model.now, NOT_COUNTED);
      if (model.signals.isHeard) model.signals.started(model, this, request);
    }
    return records.draw[slot]!;
  }

  /** A reader has processed a record. `isOwner` is false for one that the group has given up: its work has an effect, but no state of the group changes. */
  protected finish(model: Model, partition: number, offset: number, isOwner = true): void {
    const records = this.partitions[partition]!;
    if (isOwner) records.processed = offset + 1;
    if (offset < records.base) {
      this.tally.again(model, true);
      return;
    }
    const slot = offset & records.mask;
    this.#windows?.observe(model, partition, records.eventAt[slot]!);
    if (records.stage[slot] === STAGE.processed) {
      this.tally.again(model, this.repeatsEffects && records.request[slot] === GONE);
      return;
    }
    const request = records.request[slot]!;
    if (records.stage[slot]! < STAGE.taken) this.statistics.started(model.now, NOT_COUNTED);
    records.stage[slot] = STAGE.processed;
    if (this.holdsEffects) return;
    records.request[slot] = GONE;
    this.#effect(model, request, records.eventAt[slot]!);
  }

  /** The readers of the partition have come to `offset` for good. */
  protected commit(model: Model, partition: number, offset: number): void {
    const records = this.partitions[partition]!;
    for (let at = records.committed; at < offset; at++) {
      const slot = at & records.mask;
      this.log!.committedRecord(model, partition, records.appendedAt[slot]!);
      const request = records.request[slot]!;
      if (!this.holdsEffects || request === GONE) continue;
      records.request[slot] = GONE;
      this.#effect(model, request, records.eventAt[slot]!);
    }
    if (offset > records.committed) records.committed = offset;
    records.forget();
  }

  /** The partition will be read again from the last commit: what was taken and not finished waits again. */
  protected rewind(model: Model, partition: number): void {
    const records = this.partitions[partition]!;
    for (let at = records.committed; at < records.position; at++) {
      const slot = at & records.mask;
      if (records.stage[slot] !== STAGE.taken) continue;
      records.stage[slot] = STAGE.putBack;
      this.statistics.brokenOff(model.now);
      this.statistics.entered(model.now);
    }
    records.rewind();
  }

  /** A record that is committed will never be processed: it is lost. */
  protected lose(model: Model, partition: number, offset: number): void {
    const records = this.partitions[partition]!;
    const slot = offset & records.mask;
    if (offset < records.base || records.stage[slot] === STAGE.processed) return;
    const request = records.request[slot]!;
    records.stage[slot] = STAGE.processed;
    records.request[slot] = GONE;
    this.tally.lost(model);
    this.statistics.brokenOff(model.now);
    drop(model, this, request, DROP.failed);
  }

  #effect(model: Model, request: number, eventAt: number): void {
    if (this.#windows) this.#windows.add(model, request, eventAt);
    else this.emit(model, request);
  }

  emit(model: Model, request: number): void {
    this.statistics.left(model.now, model.requests.enqueuedAt[request]!);
    if (model.signals.isHeard) model.signals.left(model, this, request);
    passOn(model, this, request);
  }

  dropLate(model: Model, request: number): void {
    this.statistics.brokenOff(model.now);
    drop(model, this, request, DROP.rejected);
  }

  /** False while the job is down: its sources send no watermarks. */
  protected get isRunning(): boolean {
    return true;
  }

  emitWatermark(model: Model): void {
    if (this.isRunning) this.#windows!.emitWatermark(model);
    model.schedule(watermarkEmission, this.#windows!.nextEmissionAt(), this.index, 0);
  }

  /** The whole job begins anew from kept state. */
  protected restartWindows(): void {
    this.#windows?.reset();
  }

  override report(measuredSeconds: number): StationReport {
    const { statistics } = this;
    const instance = this.#settings.instance;
    const seconds = this.readerSecondsOf(measuredSeconds);
    return {
      usage: { type: 'instance', instance, seconds, busySeconds: statistics.busyArea },
      figures: [
        ...this.tally.figures,
        ...this.partitions
          .slice(0, 64)
          .map(({ mostLag }, partition) => ({ path: `lagByPartition.${partition}`, maximum: mostLag })),
        ...(this.#windows?.figures ?? []),
      ],
    };
  }

  /** Seconds after the warm-up that all readers together were there. */
  protected readerSecondsOf(measuredSeconds: number): number {
    return this.serverCount * measuredSeconds;
  }
}

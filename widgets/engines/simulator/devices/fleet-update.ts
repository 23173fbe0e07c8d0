import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap, snapAfter } from '../snap.ts';
import type { Station } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { LevelTally } from '../statistics/level-tally.ts';
import type { RolloutRate } from './rollout-rate.ts';
import { createRollout, type UpdateSettings } from './update-schema.ts';

/** A station whose devices are updated. */
export interface Updated extends Station {
  readonly update: FleetUpdate | undefined;
}

const minute = defineEvent('fleetUpdateMinute', RANK.tick, (model, station) =>
  (model.stations[station] as Updated).update!.tellSome(model),
);
const online = defineEvent('fleetDeviceOnline', RANK.control, (model, station, device) =>
  (model.stations[station] as Updated).update!.begin(model, device),
);
const installed = defineEvent('fleetDeviceInstalled', RANK.capacity, (model, station, device) =>
  (model.stations[station] as Updated).update!.end(model, device),
);

const MINUTE = 60;
/** Shares of the fleet whose moment the result gives. */
const SHARES = [0.5, 0.9, 1] as const;

/**
 * A new version on its way through a fleet, in the form of AWS IoT jobs: every minute some devices are told, by a rate that may grow; whoever is offline
 * gets it later; too large a share of failures stops the rest. Updates under way are finished; those not begun are cancelled.
 */
export class FleetUpdate {
  readonly #settings: UpdateSettings;
  readonly #station: number;
  readonly #devices: number;
  readonly #rate: RolloutRate;
  readonly #fetchSeconds: number;
  readonly #offline: RandomStream;
  readonly #failures: RandomStream;
  /** By device: 1 once it has the new version. */
  readonly #isUpdated: Uint8Array;
  readonly #updated: LevelTally;
  readonly #reachedAt: (number | undefined)[] = SHARES.map(() => undefined);
  #minutes = 0;
  #notified = 0;
  #succeeded = 0;
  #failed = 0;
  #isAborted = false;

  constructor(
    settings: UpdateSettings,
    station: number,
    devices: number,
    context: { readonly warmUpSeconds: number; stream(purpose: string): RandomStream },
  ) {
    this.#settings = settings;
    this.#station = station;
    this.#devices = devices;
    this.#rate = createRollout(settings.rollout);
    this.#fetchSeconds = (8 * settings.sizeBytes) / settings.bitsPerSecond + settings.installSeconds;
    this.#offline = context.stream('offline');
    this.#failures = context.stream('update');
    this.#isUpdated = new Uint8Array(devices);
    this.#updated = new LevelTally(context.warmUpSeconds);
  }

  start(model: Model): void {
    model.schedule(minute, this.#settings.atSeconds, this.#station, 0);
  }

  /** What a device takes, as a multiple of what the old version does. */
  serviceTimeFactor(device: number): number {
    return this.#isUpdated[device] === 1 ? this.#settings.serviceTimeFactor : 1;
  }

  /** How good its answers are, given how good the old version's are. */
  quality(device: number, before: number | undefined): number | undefined {
    return this.#isUpdated[device] === 1 ? (this.#settings.quality ?? before) : before;
  }

  tellSome(model: Model): void {
    if (this.#isAborted) return;
    const count = Math.min(this.#rate.next(this.#notified, this.#succeeded), this.#devices - this.#notified);
    const { offlineShare, meanOfflineSeconds, atSeconds } = this.#settings;
    for (let i = 0; i < count; i++) {
      const device = this.#notified++;
      if (offlineShare > 0 && this.#offline.uniform() < offlineShare)
        model.schedule(online, model.now + meanOfflineSeconds * this.#offline.exponential(), this.#station, device);
      else this.begin(model, device);
    }
    if (this.#notified < this.#devices)
      model.schedule(minute, snap(atSeconds + ++this.#minutes * MINUTE), this.#station, 0);
  }

  begin(model: Model, device: number): void {
    if (!this.#isAborted) model.schedule(installed, snapAfter(model.now, this.#fetchSeconds), this.#station, device);
  }

  end(model: Model, device: number): void {
    const { failureProbability, abortPercentage, abortMinimum } = this.#settings;
    if (failureProbability > 0 && this.#failures.uniform() < failureProbability) {
      this.#failed++;
      const percentage = (100 * this.#failed) / (this.#failed + this.#succeeded);
      if (abortPercentage !== undefined && this.#notified >= abortMinimum && percentage > abortPercentage)
        this.#isAborted = true;
      return;
    }
    this.#succeeded++;
    this.#isUpdated[device] = 1;
    this.#updated.change(model.now, this.#succeeded);
    for (let i = 0; i < SHARES.length; i++) {
      if (this.#succeeded >= SHARES[i]! * this.#devices) this.#reachedAt[i] ??= model.now - this.#settings.atSeconds;
    }
  }

  /** Over the whole run, but for the mean, which is of the time after the warm-up. Null where a share was never reached. */
  figures(now: number, measuredSeconds: number): readonly Figure[] {
    const devices = this.#devices;
    return [
      { path: 'update.notified', sum: this.#notified },
      { path: 'update.succeeded', sum: this.#succeeded },
      { path: 'update.failed', sum: this.#failed },
      { path: 'update.aborted', sum: this.#isAborted ? 1 : 0 },
      { path: 'update.updatedFraction.mean', sum: this.#updated.areaAt(now), per: devices * measuredSeconds },
      { path: 'update.updatedFraction.end', sum: this.#succeeded, per: devices },
      ...SHARES.map((share, i) => {
        const at = this.#reachedAt[i];
        return { path: `update.secondsTo.${share * 100}`, sum: at ?? 0, per: at === undefined ? 0 : 1 };
      }),
    ];
  }
}

import type { DeviceSettings } from '../components/device.ts';
import { DeviceLines } from '../devices/device-lines.ts';
import { FleetUpdate, type Updated } from '../devices/fleet-update.ts';
import { planSplit, type SplitPlan } from '../devices/split-plan.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop, passOn, respond } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { createServiceLaw } from '../service/schema.ts';
import { ServiceDraw } from '../service/service-draw.ts';
import type { ServiceLaw } from '../service/service-law.ts';
import { snap } from '../snap.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { ServiceStation } from './service-station.ts';

const deviceEnd = defineEvent('deviceEnd', RANK.completion, (model, station, device) =>
  (model.stations[station] as DeviceStation).endService(model, device),
);

/** Devices that answer all requests, or pass all on; or that run the first layers of a split network and send the rest. */
export class DeviceStation extends Station implements Updated {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  override readonly serviceDraw: ServiceDraw;
  readonly update: FleetUpdate | undefined;
  readonly #settings: DeviceSettings;
  readonly #law: ServiceLaw;
  readonly #lines: DeviceLines;
  readonly #queueCapacity: number;
  readonly #durationSeconds: number;
  #plan: SplitPlan | undefined;

  constructor(settings: DeviceSettings, context: BuildContext) {
    super(settings, context);
    this.#settings = settings;
    this.serverCount = settings.devices;
    this.replicaCount = settings.devices;
    this.#law = createServiceLaw(settings.serviceTime, context.curves);
    this.serviceDraw = new ServiceDraw(this.#law, context.stream('service'));
    this.#lines = new DeviceLines(settings.devices, context.stream('device'));
    this.#queueCapacity = settings.queueCapacity ?? Infinity;
    this.#durationSeconds = context.durationSeconds;
    this.update = settings.update && new FleetUpdate(settings.update, this.index, settings.devices, context);
  }

  override start(model: Model): void {
    this.update?.start(model);
    const { split } = this.#settings;
    if (!split) return;
    const link = this.router.links[0]!;
    const bitsPerSecond = model.network?.crossings[link]?.bitsPerSecondTo(this.router.targets[0]!) ?? Infinity;
    this.#plan = planSplit(split, { roundTripSeconds: 2 * this.router.delaySeconds[0]!, bitsPerSecond });
    model.requests.carryPayload();
  }

  override get hasDraws(): boolean {
    return true;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    this.#lines.drawFor(request);
  }

  override inheritDraws(parent: number, attempt: number): void {
    super.inheritDraws(parent, attempt);
    this.#lines.inherit(parent, attempt);
  }

  override redrawFor(attempt: number, stream: RandomStream): void {
    super.redrawFor(attempt, stream);
    this.#lines.redrawFor(attempt, stream);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.serviceDraw.column.grow(capacity);
    this.#lines.grow(capacity);
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    this.statistics.arrived(now);
    requests.enqueuedAt[request] = now;
    const device = this.#lines.deviceOf(requests, request);
    if (this.#lines.counts[device]! > this.#queueCapacity) {
      drop(model, this, request, DROP.rejected);
      return;
    }
    this.statistics.entered(now);
    if (this.#plan?.after === 0) {
      // Nothing runs here, so nobody waits here.
      this.statistics.started(now, now);
      this.#finish(model, request, device);
      return;
    }
    if (this.#lines.join(requests, device, request)) this.#begin(model, device);
  }

  #begin(model: Model, device: number): void {
    const { now } = model;
    const request = this.#lines.first(device);
    this.statistics.started(now, model.requests.enqueuedAt[request]!);
    model.signals.started(model, this, request);
    this.statistics.batchStarted(now, 1);
    const endsAt = now + this.#seconds(request) * (this.update?.serviceTimeFactor(device) ?? 1);
    model.schedule(deviceEnd, this.#law.isRandom ? endsAt : Math.max(now, snap(endsAt)), this.index, device);
  }

  #seconds(request: number): number {
    return this.#plan?.deviceSeconds ?? this.#law.seconds(1, this.serviceDraw.values[request]!);
  }

  endService(model: Model, device: number): void {
    const request = this.#lines.leave(model.requests, device);
    this.statistics.serverFreed(model.now);
    this.#finish(model, request, device);
    if (this.#lines.counts[device]! > 0) this.#begin(model, device);
  }

  #finish(model: Model, request: number, device: number): void {
    this.statistics.left(model.now, model.requests.enqueuedAt[request]!);
    const { quality } = this.#settings;
    const achieved = this.update ? this.update.quality(device, quality) : quality;
    if (achieved !== undefined) model.quality?.set(model.requests, request, achieved);
    model.signals.left(model, this, request);
    if (this.#plan) this.#sendRest(model, request, this.#plan);
    else passOn(model, this, request);
  }

  /** The rest of a split network goes on, with its time and its bytes; a whole one is answered here. */
  #sendRest(model: Model, request: number, plan: SplitPlan): void {
    if (plan.isWhole) {
      respond(model, request);
      return;
    }
    const { requests } = model;
    const target = model.stations[this.router.targets[0]!]!;
    if (target instanceof ServiceStation && target.law.isCarried) target.requirement[request] = plan.restSeconds;
    const bytes = model.payloadBytes[requests.originOf(request)]!;
    requests.payloadFactor[request] = bytes > 0 ? plan.bytes / bytes : 1;
    passOn(model, this, request);
  }

  /** A device is there whether it works or not. */
  override report(measuredSeconds: number): StationReport {
    const { devices, instance } = this.#settings;
    const plan = this.#plan;
    return {
      usage: { type: 'instance', instance, seconds: devices * measuredSeconds, busySeconds: this.statistics.busyArea },
      figures: [
        ...(plan ? [{ path: 'layersOnDevice', sum: plan.after, per: 1 }] : []),
        ...(this.update?.figures(this.#durationSeconds, measuredSeconds) ?? []),
      ],
    };
  }
}

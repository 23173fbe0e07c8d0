import { CallingStation } from '../calls/calling-station.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { DeviceSettings } from '../components/device.ts';
import type { ConfidenceLaw } from '../devices/confidence-law.ts';
import { createConfidence } from '../devices/confidence-schema.ts';
import { DeviceLines } from '../devices/device-lines.ts';
import { FleetUpdate, type Updated } from '../devices/fleet-update.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { createServiceLaw } from '../service/schema.ts';
import { ServiceDraw } from '../service/service-draw.ts';
import type { ServiceLaw } from '../service/service-law.ts';
import { snap } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { TimeTally } from '../statistics/time-tally.ts';

const smallModelEnd = defineEvent('smallModelEnd', RANK.completion, (model, station, device) =>
  (model.stations[station] as HybridDeviceStation).endSmallModel(model, device),
);

/**
 * Devices whose small model answers what it is sure of and asks the larger one, along `to`, for the rest. The time here lasts until the request is
 * answered, so it holds the call; the wait for the device is counted by itself.
 */
export class HybridDeviceStation extends CallingStation implements Updated {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  override readonly serviceDraw: ServiceDraw;
  readonly update: FleetUpdate | undefined;
  readonly #settings: DeviceSettings;
  readonly #law: ServiceLaw;
  readonly #lines: DeviceLines;
  readonly #confidence: ConfidenceLaw;
  readonly #confidences: RandomStream;
  readonly #answersItself: boolean;
  readonly #queueCapacity: number;
  readonly #warmUpSeconds: number;
  readonly #durationSeconds: number;
  readonly #wait: TimeTally;
  #sure = 0;
  #escalated = 0;
  #unsure = 0;
  /** By request: what it drew, and 1 while it is with its device. */
  #drawn = new Float64Array(0);
  #isHere = new Uint8Array(0);

  constructor(settings: DeviceSettings, escalation: NonNullable<DeviceSettings['escalation']>, context: BuildContext) {
    super(settings, context, { perTryTimeoutSeconds: escalation.timeoutSeconds });
    this.#settings = settings;
    this.serverCount = settings.devices;
    this.replicaCount = settings.devices;
    this.#law = createServiceLaw(settings.serviceTime, context.curves);
    this.serviceDraw = new ServiceDraw(this.#law, context.stream('service'));
    this.#lines = new DeviceLines(settings.devices, context.stream('device'));
    this.#confidence = createConfidence(escalation.confidence);
    this.#confidences = context.stream('confidence');
    this.#answersItself = escalation.otherwise === 'ownAnswer';
    this.#queueCapacity = settings.queueCapacity ?? Infinity;
    this.#warmUpSeconds = context.warmUpSeconds;
    this.#durationSeconds = context.durationSeconds;
    this.#wait = new TimeTally(context.warmUpSeconds, context.durationSeconds);
    this.update = settings.update && new FleetUpdate(settings.update, this.index, settings.devices, context);
  }

  override start(model: Model): void {
    super.start(model);
    this.update?.start(model);
  }

  override get hasDraws(): boolean {
    return true;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    this.#lines.drawFor(request);
    this.#drawn[request] = this.#confidence.draw(this.#confidences);
  }

  override inheritDraws(parent: number, attempt: number): void {
    super.inheritDraws(parent, attempt);
    this.#lines.inherit(parent, attempt);
    this.#drawn[attempt] = this.#drawn[parent]!;
  }

  override redrawFor(attempt: number, stream: RandomStream): void {
    super.redrawFor(attempt, stream);
    this.#lines.redrawFor(attempt, stream);
    this.#drawn[attempt] = this.#confidence.draw(stream);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.serviceDraw.column.grow(capacity);
    this.#lines.grow(capacity);
    const drawn = this.#drawn;
    const isHere = this.#isHere;
    this.#drawn = new Float64Array(capacity);
    this.#drawn.set(drawn);
    this.#isHere = new Uint8Array(capacity);
    this.#isHere.set(isHere);
  }

  admit(model: Model, request: number): void {
    const device = this.#lines.deviceOf(model.requests, request);
    if (this.#lines.counts[device]! > this.#queueCapacity) {
      this.statistics.arrived(model.now);
      drop(model, this, request, DROP.rejected);
      return;
    }
    if (!this.hold(model, request)) return;
    this.#isHere[request] = 1;
    if (this.#lines.join(model.requests, device, request)) this.#begin(model, device);
  }

  #begin(model: Model, device: number): void {
    const { now } = model;
    const request = this.#lines.first(device);
    const cameAt = model.requests.enqueuedAt[request]!;
    if (cameAt >= this.#warmUpSeconds) this.#wait.add(now - cameAt, cameAt);
    this.statistics.batchStarted(now, 1);
    const factor = this.update?.serviceTimeFactor(device) ?? 1;
    const endsAt = now + this.#law.seconds(1, this.serviceDraw.values[request]!) * factor;
    model.schedule(smallModelEnd, this.#law.isRandom ? endsAt : Math.max(now, snap(endsAt)), this.index, device);
  }

  endSmallModel(model: Model, device: number): void {
    const { requests, now } = model;
    const request = this.#lines.leave(requests, device);
    this.statistics.serverFreed(now);
    this.#isHere[request] = 0;
    // Who asked left while the device was at it: the work was for nobody.
    if (requests.isAbandoned(request)) super.askerLeft(model, request);
    else this.#decide(model, request, device);
    if (this.#lines.counts[device]! > 0) this.#begin(model, device);
  }

  #decide(model: Model, request: number, device: number): void {
    const drawn = this.#drawn[request]!;
    const isMeasured = model.requests.enqueuedAt[request]! >= this.#warmUpSeconds;
    const { quality } = this.#settings;
    const given = this.#confidence.quality(drawn);
    const achieved = given ?? (this.update ? this.update.quality(device, quality) : quality);
    // The larger model's answer, if there is one, takes its place.
    if (achieved !== undefined) model.quality?.set(model.requests, request, achieved);
    if (!this.#confidence.isEscalated(drawn)) {
      if (isMeasured) this.#sure++;
      this.answerHeld(model, request);
      return;
    }
    if (isMeasured) this.#escalated++;
    this.sendAttempt(model, this.createAttempt(model, request, true));
  }

  protected override attemptEnded(model: Model, parent: number, _attempt: number, outcome: number): void {
    if (parent < 0) return;
    if (outcome === OUTCOME.ok) {
      this.answerHeld(model, parent);
      return;
    }
    if (!this.#answersItself) {
      this.giveHeldUp(model, parent, outcome);
      return;
    }
    if (model.requests.enqueuedAt[parent]! >= this.#warmUpSeconds) this.#unsure++;
    this.answerHeld(model, parent);
  }

  /** A device finishes what it works on; what it has passed on is called off. */
  override askerLeft(model: Model, request: number): void {
    if (this.#isHere[request] === 0) super.askerLeft(model, request);
  }

  override report(measuredSeconds: number): StationReport {
    const { devices, instance } = this.#settings;
    const decided = this.#sure + this.#escalated;
    return {
      usage: { type: 'instance', instance, seconds: devices * measuredSeconds, busySeconds: this.statistics.busyArea },
      figures: [
        ...this.callFigures(),
        { path: 'escalation.escalatedFraction', sum: this.#escalated, per: decided },
        { path: 'escalation.answeredUnsure', sum: this.#unsure },
        { path: 'escalation.deviceWaitSeconds', tally: this.#wait.serialise() },
        ...(this.update?.figures(this.#durationSeconds, measuredSeconds) ?? []),
      ],
    };
  }
}

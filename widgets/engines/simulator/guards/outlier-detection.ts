import { snap } from '../snap.ts';
import type { OutlierSettings } from './outlier-parameters.ts';

/** Who is told which replica to leave out. */
export interface OutlierListener {
  hostEjected(host: number, now: number): void;
  hostReturned(host: number, now: number): void;
}

const NEVER = -Infinity;

/** What is known of one replica. */
class HostMonitor {
  readonly host: number;
  consecutiveErrors = 0;
  /** Since the last sweep. */
  requests = 0;
  successes = 0;
  /** Per cent in the interval before the present sweep; −1 without enough requests. */
  successRate = -1;
  volume = 0;
  isEjected = false;
  ejectedAt = NEVER;
  returnedAt = NEVER;
  /** How many base times the next ejection is more than none: up by one with each ejection, down by one with each quiet sweep. */
  backoff = 0;

  constructor(host: number) {
    this.host = host;
  }
}

/**
 * Envoy's passive health checking (source/common/upstream/outlier_detection_impl.cc): a replica that fails too many requests in a row is left out at
 * once, one whose success rate is an outlier at the next sweep; it returns by itself at the first sweep after its time, which grows with each ejection.
 * Pure: it hears of answers and sweeps, with their times.
 */
export class OutlierDetection {
  ejections = 0;
  /** Detected, but too many were ejected already. */
  overflows = 0;
  ejectedCount = 0;
  readonly #settings: OutlierSettings;
  readonly #listener: OutlierListener;
  readonly #monitors: HostMonitor[] = [];
  /** By host: its monitor. */
  readonly #monitorOf: (HostMonitor | undefined)[] = [];

  constructor(settings: OutlierSettings, listener: OutlierListener) {
    this.#settings = settings;
    this.#listener = listener;
  }

  hostAdded(host: number): void {
    const monitor = new HostMonitor(host);
    this.#monitorOf[host] = monitor;
    this.#monitors.push(monitor);
  }

  hostRemoved(host: number): void {
    const monitor = this.#monitorOf[host];
    if (monitor === undefined) return;
    if (monitor.isEjected) this.ejectedCount--;
    this.#monitorOf[host] = undefined;
    this.#monitors.splice(this.#monitors.indexOf(monitor), 1);
  }

  /** An answer of a replica has come; answers of one that is gone are heard by nobody. */
  answered(host: number, hasFailed: boolean, now: number): void {
    const monitor = this.#monitorOf[host];
    if (monitor === undefined) return;
    monitor.requests++;
    if (!hasFailed) {
      monitor.successes++;
      monitor.consecutiveErrors = 0;
      return;
    }
    if (++monitor.consecutiveErrors !== this.#settings.consecutive5xx || monitor.isEjected) return;
    this.#eject(monitor, now);
    monitor.consecutiveErrors = 0;
  }

  /** Once in every interval. */
  sweep(now: number): void {
    for (const monitor of this.#monitors) {
      if (monitor.isEjected && this.#returnsAt(monitor) <= now) this.#return(monitor, now);
      monitor.volume = monitor.requests;
      monitor.successRate = monitor.requests > 0 ? (monitor.successes * 100) / monitor.requests : -1;
      monitor.requests = 0;
      monitor.successes = 0;
    }
    this.#compareSuccessRates(now);
    if (this.#settings.enforcesFailurePercentage) this.#judgeFailurePercentages(now);
    for (const monitor of this.#monitors) {
      const isQuiet = !monitor.isEjected && snap(now - monitor.returnedAt) >= this.#settings.intervalSeconds;
      if (isQuiet && monitor.returnedAt > NEVER && monitor.backoff > 0) monitor.backoff--;
    }
  }

  #returnsAt({ ejectedAt, backoff }: HostMonitor): number {
    const { baseEjectionSeconds, maxEjectionSeconds } = this.#settings;
    return snap(ejectedAt + Math.min(baseEjectionSeconds * backoff, Math.max(maxEjectionSeconds, baseEjectionSeconds)));
  }

  #compareSuccessRates(now: number): void {
    const { successRateMinimumHosts, successRateRequestVolume, successRateStdevFactor } = this.#settings;
    let count = 0;
    let sum = 0;
    for (const monitor of this.#monitors) {
      if (!this.#isCounted(monitor, successRateRequestVolume)) continue;
      count++;
      sum += monitor.successRate;
    }
    if (count === 0 || count < successRateMinimumHosts) return;
    const mean = sum / count;
    let squares = 0;
    for (const monitor of this.#monitors)
      if (this.#isCounted(monitor, successRateRequestVolume)) {
        const distance = monitor.successRate - mean;
        squares += distance * distance;
      }
    const threshold = mean - successRateStdevFactor * Math.sqrt(squares / count);
    for (const monitor of this.#monitors)
      if (this.#isCounted(monitor, successRateRequestVolume) && monitor.successRate < threshold)
        this.#eject(monitor, now);
  }

  #judgeFailurePercentages(now: number): void {
    const { failurePercentageMinimumHosts, failurePercentageRequestVolume, failurePercentageThreshold } =
      this.#settings;
    let count = 0;
    for (const monitor of this.#monitors) if (this.#isCounted(monitor, failurePercentageRequestVolume)) count++;
    if (count === 0 || count < failurePercentageMinimumHosts) return;
    for (const monitor of this.#monitors)
      if (
        this.#isCounted(monitor, failurePercentageRequestVolume) &&
        100 - monitor.successRate >= failurePercentageThreshold
      )
        this.#eject(monitor, now);
  }

  #isCounted(monitor: HostMonitor, volume: number): boolean {
    return !monitor.isEjected && monitor.volume > 0 && monitor.volume >= volume;
  }

  #eject(monitor: HostMonitor, now: number): void {
    const { maxEjectionPercent, alwaysEjectOneHost, baseEjectionSeconds, maxEjectionSeconds } = this.#settings;
    const percent = (100 * (this.ejectedCount + 1)) / this.#monitors.length;
    if (percent > maxEjectionPercent && !(alwaysEjectOneHost && this.ejectedCount === 0)) {
      this.overflows++;
      return;
    }
    monitor.isEjected = true;
    monitor.ejectedAt = now;
    if (monitor.backoff * baseEjectionSeconds < maxEjectionSeconds + baseEjectionSeconds) monitor.backoff++;
    this.ejections++;
    this.ejectedCount++;
    this.#listener.hostEjected(monitor.host, now);
  }

  #return(monitor: HostMonitor, now: number): void {
    monitor.isEjected = false;
    monitor.returnedAt = now;
    monitor.consecutiveErrors = 0;
    this.ejectedCount--;
    this.#listener.hostReturned(monitor.host, now);
  }
}

import type { Usage } from '../cost/usage.ts';

/** Lambda's gigabyte has 1,024 MB. */
const MB_PER_GB = 1024;
/** Provisioned concurrency is charged in steps of five minutes (AWS Lambda pricing). */
const PROVISIONED_STEP_SECONDS = 300;
/** A nanosecond in milliseconds: sums of decimal durations that miss a whole millisecond by rounding do not cost another one. */
const ROUNDING_MS = 1e-6;

export interface FunctionsBillSettings {
  readonly product: string;
  readonly memoryMb: number;
  readonly vcpus: number;
  readonly provisionedConcurrency: number;
}

/**
 * What a function is charged for after the warm-up: requests, and time with work in whole milliseconds, INIT included (AWS Lambda pricing; INIT since
 * August 2025 for all).
 */
export class FunctionsBill {
  readonly #settings: FunctionsBillSettings;
  readonly #warmUpSeconds: number;
  #requests = 0;
  #onDemandMs = 0;
  #provisionedMs = 0;

  constructor(settings: FunctionsBillSettings, warmUpSeconds: number) {
    this.#settings = settings;
    this.#warmUpSeconds = warmUpSeconds;
  }

  /** A request was taken; one that is throttled is not charged. */
  invoked(now: number): void {
    if (now >= this.#warmUpSeconds) this.#requests++;
  }

  /** An instance had work from `from` to `to`, with its INIT when it had to start. */
  worked(from: number, to: number, isProvisioned: boolean): void {
    const start = Math.max(from, this.#warmUpSeconds);
    if (to <= start) return;
    const milliseconds = Math.ceil((to - start) * 1000 - ROUNDING_MS);
    if (isProvisioned) this.#provisionedMs += milliseconds;
    else this.#onDemandMs += milliseconds;
  }

  /** Provisioned instances are charged for all the time that they are kept, and for the time with work at a lower price than others. */
  usage(measuredSeconds: number): Extract<Usage, { type: 'function' }> {
    const { product, memoryMb, vcpus, provisionedConcurrency } = this.#settings;
    const gb = memoryMb / MB_PER_GB;
    const kept = Math.ceil(measuredSeconds / PROVISIONED_STEP_SECONDS) * PROVISIONED_STEP_SECONDS;
    return {
      type: 'function',
      product,
      requests: this.#requests,
      gbSeconds: (this.#onDemandMs / 1000) * gb,
      vcpuSeconds: (this.#onDemandMs / 1000) * vcpus,
      provisionedGbSeconds: kept * provisionedConcurrency * gb,
      provisionedActiveGbSeconds: (this.#provisionedMs / 1000) * gb,
    };
  }
}

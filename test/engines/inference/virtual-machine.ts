import type { HarnessSetting } from '../../../widgets/engines/inference/harness.ts';
import type { MeasureProgress } from '../../../widgets/engines/inference/messages.ts';

/** A machine whose time is a number: `serviceSeconds` is the truth that the harness has to find through a coarse clock. */
export class VirtualMachine {
  seconds = 0;
  pauses = 0;
  calls = 0;
  readonly progress: MeasureProgress[] = [];
  readonly #stepSeconds: number;
  readonly #serviceSeconds: (batchSize: number, machine: VirtualMachine) => number;

  constructor(stepSeconds: number, serviceSeconds: (batchSize: number, machine: VirtualMachine) => number) {
    this.#stepSeconds = stepSeconds;
    this.#serviceSeconds = serviceSeconds;
  }

  /** Reading the clock takes 50 ns. */
  readonly clock = (): number => {
    this.seconds += 50e-9;
    return Math.floor(this.seconds / this.#stepSeconds) * this.#stepSeconds;
  };

  setting(change: Partial<HarnessSetting> = {}): HarnessSetting {
    return {
      clock: this.clock,
      run: async (batchSize) => {
        this.calls++;
        this.seconds += this.#serviceSeconds(batchSize, this);
      },
      pause: async () => {
        this.pauses++;
        this.seconds += 1e-3;
      },
      isCancelled: () => false,
      onProgress: (progress) => void this.progress.push(progress),
      batchSizes: [1, 8, 64],
      timingSeconds: 1,
      ...change,
    };
  }
}

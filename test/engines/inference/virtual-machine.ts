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

  /** One call that takes its true time. */
  readonly run = async (batchSize: number): Promise<void> => {
    this.calls++;
    this.seconds += this.#serviceSeconds(batchSize, this);
  };

  /** How many times as long arithmetic takes because something else runs too. */
  spinFactor: (machine: VirtualMachine) => number = () => 1;

  setting(change: Partial<HarnessSetting> = {}, batchSizes: readonly number[] = [1, 8, 64]): HarnessSetting {
    return {
      clock: this.clock,
      subjects: [{ model: 'm', batchSizes, run: this.run }],
      // A nanosecond for each step.
      spin: (count) => {
        this.seconds += count * 1e-9 * this.spinFactor(this);
        return 0;
      },
      pause: async () => {
        this.pauses++;
        this.seconds += 1e-3;
      },
      isCancelled: () => false,
      onProgress: (progress) => void this.progress.push(progress),
      timingSeconds: 1,
      ...change,
    };
  }
}

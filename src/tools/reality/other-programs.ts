import { cpus } from 'node:os';

/** Processor time since the machine started, in seconds: of all programs, and all there was. */
function processorSeconds(): { readonly busy: number; readonly all: number } {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const { user, nice, sys, idle, irq } = times;
    busy += user + nice + sys + irq;
    all += user + nice + sys + irq + idle;
  }
  return { busy: busy / 1000, all: all / 1000 };
}

/** Of all processors' time since it was made, the share that programs other than this one took: the light beside a run. */
export class OtherPrograms {
  readonly #before = processorSeconds();
  readonly #own = process.cpuUsage();

  get share(): number {
    const { busy, all } = processorSeconds();
    const { user, system } = process.cpuUsage(this.#own);
    const seconds = all - this.#before.all;
    if (seconds <= 0) return 0;
    return Math.min(1, Math.max(0, (busy - this.#before.busy - (user + system) / 1e6) / seconds));
  }
}

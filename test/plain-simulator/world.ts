/**
 * A second simulator, deliberately plain, to check the first one against: every source and server is a process written as a generator, the agenda is a
 * sorted array, requests are objects. It shares no code with widgets/engines and is many times slower. Time has whatever unit its user gives it.
 */

/** What a process waits for: a moment, a signal, or whichever comes first. */
interface Wait {
  readonly until?: number;
  /** What comes first at one instant: ends of service, then arrivals, then timers. */
  readonly order?: Order;
  readonly signal?: Signal;
}

export type Order = 'end' | 'arrival' | 'timer';
export type Process<Result = void> = Generator<Wait, Result, void>;

const ORDERS: readonly Order[] = ['end', 'arrival', 'timer'];

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly sequence: number;
  readonly process: Process;
}

/** Processes that wait until something happens. */
export class Signal {
  waiting: Process[] = [];
}

export class World {
  now = 0;
  #agenda: Entry[] = [];
  #sequence = 0;
  readonly #awaited = new Map<Process, Signal>();

  spawn(process: Process): void {
    this.#resume(process);
  }

  /** Lets every process that waits for the signal go on, at once and in the order in which they came. */
  wake(signal: Signal): void {
    for (const process of [...signal.waiting]) this.#resume(process);
  }

  /** Runs until nothing is left to do, or to the end of the time. */
  run(until = Infinity): void {
    for (let entry = this.#agenda.shift(); entry && entry.time <= until; entry = this.#agenda.shift()) {
      this.now = entry.time;
      this.#resume(entry.process);
    }
  }

  #resume(process: Process): void {
    this.#stopWaiting(process);
    const step = process.next();
    if (step.done) return;
    const { until, order = 'timer', signal } = step.value;
    if (signal) {
      signal.waiting.push(process);
      this.#awaited.set(process, signal);
    }
    if (until === undefined) return;
    this.#agenda.push({ time: until, order: ORDERS.indexOf(order), sequence: this.#sequence++, process });
    this.#agenda.sort((a, b) => a.time - b.time || a.order - b.order || a.sequence - b.sequence);
  }

  /** It goes on for one reason, so the other no longer matters. */
  #stopWaiting(process: Process): void {
    this.#agenda = this.#agenda.filter((entry) => entry.process !== process);
    const signal = this.#awaited.get(process);
    if (signal) signal.waiting = signal.waiting.filter((candidate) => candidate !== process);
    this.#awaited.delete(process);
  }
}

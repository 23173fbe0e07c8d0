import { compile } from '../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { type Recorder, Recorder as BaseRecorder } from '../../../widgets/engines/simulator/signals.ts';
import type { Station } from '../../../widgets/engines/simulator/station.ts';
import { accept } from './case.ts';

/** Runs one replication with a recorder that sees every request. */
export function recordRun<Kind extends Recorder>(input: unknown, recorder: Kind, seed = 1, replication = 0): Kind {
  const model = compile(accept(input), seed, replication, {});
  model.signals.add(recorder);
  while (!model.advance(1_000_000));
  return recorder;
}

/** One visit of a request to a station, in seconds; `leftAt` is not a number when the run ended before. */
export interface Visit {
  readonly serial: number;
  readonly enqueuedAt: number;
  readonly startedAt: number;
  leftAt: number;
}

/** The visits to one station in the order in which service started, which is what traces are about. */
export class VisitRecorder extends BaseRecorder {
  readonly visits: Visit[] = [];
  readonly #station: string;
  readonly #open = new Map<number, Visit>();

  constructor(station = 'model') {
    super();
    this.#station = station;
  }

  override started(model: Model, { id }: Station, request: number): void {
    if (id !== this.#station) return;
    const { serial, enqueuedAt } = model.requests;
    const visit = {
      serial: serial[request]!,
      enqueuedAt: enqueuedAt[request]!,
      startedAt: model.now,
      leftAt: Number.NaN,
    };
    this.visits.push(visit);
    this.#open.set(visit.serial, visit);
  }

  override left(model: Model, { id }: Station, request: number): void {
    const visit = id === this.#station ? this.#open.get(model.requests.serial[request]!) : undefined;
    if (visit) visit.leftAt = model.now;
  }
}

/** `5→17 ms` of every batch, once. */
export function batchesOf(visits: readonly Visit[]): string[] {
  const milliseconds = (seconds: number) => String(Number((seconds * 1000).toFixed(6)));
  return [...new Set(visits.map((visit) => `${milliseconds(visit.startedAt)}→${milliseconds(visit.leftAt)} ms`))];
}

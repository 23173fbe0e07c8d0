import { compile } from '../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import type { Station } from '../../../widgets/engines/simulator/station.ts';

/** One visit of a request to a station, in seconds. */
export interface Visit {
  readonly station: string;
  readonly serial: number;
  readonly key: number;
  readonly createdAt: number;
  readonly enqueuedAt: number;
  startedAt: number;
  leftAt: number;
}

/** Writes down every visit, in order of the start of service, and every answer. */
class Trace extends Recorder {
  readonly visits: Visit[] = [];
  readonly answers = new Map<number, { createdAt: number; answeredAt: number }>();
  readonly createdAt: number[] = [];
  readonly #open = new Map<string, Visit>();

  override created(model: Model): void {
    this.createdAt.push(model.now);
  }

  override started(model: Model, { id }: Station, request: number): void {
    const { serial, key, createdAt, enqueuedAt } = model.requests;
    const visit = {
      station: id,
      serial: serial[request]!,
      key: key[request]!,
      createdAt: createdAt[request]!,
      enqueuedAt: enqueuedAt[request]!,
      startedAt: model.now,
      leftAt: Number.NaN,
    };
    this.visits.push(visit);
    this.#open.set(`${id} ${visit.serial}`, visit);
  }

  override left(model: Model, { id }: Station, request: number): void {
    this.#open.get(`${id} ${model.requests.serial[request]!}`)!.leftAt = model.now;
  }

  override answered(model: Model, request: number): void {
    this.answers.set(model.requests.serial[request]!, {
      createdAt: model.requests.createdAt[request]!,
      answeredAt: model.now,
    });
  }
}

/** Runs one replication to its end and gives what happened. */
export function traceRun(
  scenario: Scenario,
  {
    seed = scenario.run.seed,
    replication = 0,
    prepare,
  }: { seed?: number; replication?: number; prepare?: (model: Model) => void } = {},
): { trace: Trace; model: Model } {
  const model = compile(scenario, seed, replication, {});
  prepare?.(model);
  const trace = new Trace();
  model.signals.add(trace);
  while (!model.advance(10_000));
  return { trace, model };
}

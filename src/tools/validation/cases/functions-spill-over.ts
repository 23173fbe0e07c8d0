import { compile } from '../../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import type { Station } from '../../../../widgets/engines/simulator/station.ts';
import { overflow } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';

/** Mean and variance over time, after the warm-up, of the requests in service at a station. */
class NumberInService extends Recorder {
  #number = 0;
  #area = 0;
  #squares = 0;
  #since: number;
  readonly #station: string;

  constructor(station: string, warmUpSeconds: number) {
    super();
    this.#station = station;
    this.#since = warmUpSeconds;
  }

  #change(now: number, by: number): void {
    const elapsed = now - this.#since;
    if (elapsed > 0) {
      this.#area += this.#number * elapsed;
      this.#squares += this.#number * this.#number * elapsed;
      this.#since = now;
    }
    this.#number += by;
  }

  override started(model: Model, { id }: Station): void {
    if (id === this.#station) this.#change(model.now, 1);
  }

  override left(model: Model, { id }: Station): void {
    if (id === this.#station) this.#change(model.now, -1);
  }

  moments(model: Model): { mean: number; peakedness: number } {
    this.#change(model.now, 0);
    const seconds = model.durationSeconds - model.warmUpSeconds;
    const mean = this.#area / seconds;
    return { mean, peakedness: (this.#squares / seconds - mean * mean) / mean };
  }
}

const WARM_UP = 100;
const theory = overflow(10, 8);

/** Ten containers at load eight; what finds all of them busy goes to functions that start at once and have no limit. */
function observe(seed: number, replication: number): readonly number[] {
  const scenario = accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: poisson(8), to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: 10, serviceTime: exponential(1), spillOver: { to: 'extra' } },
      { id: 'extra', kind: 'functions', serviceTime: exponential(1), coldStart: constant(0) },
    ],
    run: { durationSeconds: 100_000 + WARM_UP, warmUpSeconds: WARM_UP },
  });
  const model = compile(scenario, seed, replication, {});
  const extra = new NumberInService('extra', WARM_UP);
  model.signals.add(extra);
  while (!model.advance(1_000_000));
  const { mean, peakedness } = extra.moments(model);
  return [model.stations[2]!.statistics.arrivals / model.stations[1]!.statistics.arrivals, mean, peakedness];
}

export const spillOverCases: readonly ValidationCase[] = [
  {
    name: 'functions-spill-over',
    group: 'Functions',
    title: 'Ten containers at load eight, the rest spills over to functions',
    mechanisms: ['functions', 'modelServer', 'spillOver'],
    source: 'Erlang B 12.1661 %; overflow of mean 0.973289 and peakedness 2.040157 (Wilkinson 1956)',
    check: {
      kind: 'observations',
      replications: 20,
      figures: [
        { label: 'share that spills over', unit: '', rule: 'mean', expected: theory.probability },
        { label: 'mean overflow', unit: '', rule: 'mean', expected: theory.meanLoad },
        { label: 'peakedness of the overflow', unit: '', rule: 'mean', expected: theory.peakedness },
      ],
      observe,
    },
  },
];

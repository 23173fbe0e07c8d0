import { compile } from '../../../../widgets/engines/simulator/compile.ts';
import { overflow } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { NumberInService } from '../number-in-service.ts';

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

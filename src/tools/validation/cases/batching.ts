import { bulkService, md1MeanWaitingSeconds } from '../../../../widgets/engines/simulator/theory/index.ts';
import { oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { busyShare, meanBatch, meanSojourn } from '../figures.ts';
import { affine, poisson } from '../laws.ts';
import { batchesOf, recordRun, VisitRecorder } from '../recorded-run.ts';

const MODES = ['triton', 'tfserving', 'torchserve', 'kserve'] as const;
type Mode = (typeof MODES)[number];
/** s(b) = 10 + b milliseconds. */
const serviceTime = affine(0.01, 0.001);

/** The chain of what is left behind at the ends of batches, exactly; arrivals in 20 replications of about two million requests in all. */
function embeddedChain(rate: number): ValidationCase {
  const theory = bulkService(rate, 8, (size) => 0.01 + 0.001 * size);
  return {
    name: `bulk-${rate}`,
    group: 'Batching',
    title: `Batches of up to 8 without delay, ${rate} requests per second`,
    mechanisms: ['modelServer', 'triton', 'affine', 'poisson'],
    source: 'Embedded chain (Bailey 1954)',
    check: {
      kind: 'statistics',
      scenario: oneStation({
        arrivals: poisson(rate),
        server: { serviceTime, batching: { mode: 'triton', maxBatchSize: 8 } },
        run: { durationSeconds: 20 + 300_000 / rate, warmUpSeconds: 20, replications: 20 },
      }),
      figures: [meanSojourn(theory.meanSojournSeconds), meanBatch(theory.meanBatchSize), busyShare(theory.utilisation)],
    },
  };
}

const withoutBatching: ValidationCase = {
  name: 'bulk-none',
  group: 'Batching',
  title: 'The same server without batching, 80 requests per second',
  mechanisms: ['modelServer', 'affine', 'poisson'],
  source: 'M/D/1, Pollaczek and Khinchine: 51.333 ms',
  check: {
    kind: 'statistics',
    scenario: oneStation({
      arrivals: poisson(80),
      server: { serviceTime },
      run: { durationSeconds: 10_020, warmUpSeconds: 20, replications: 20 },
    }),
    figures: [meanSojourn(md1MeanWaitingSeconds(80, 0.011) + 0.011), busyShare(0.88)],
  },
};

/** Arrivals at 0, 3, 9, 10, 11 and 40 ms, at most 4 together, delay 5 ms. */
function printedTrace(mode: Mode): TraceValue[] {
  const isSinceEnqueued = mode === 'triton' || mode === 'tfserving';
  const scenario = oneStation({
    arrivals: { process: 'trace', timesSeconds: [0, 0.003, 0.009, 0.01, 0.011, 0.04] },
    server: { serviceTime, batching: { mode, maxBatchSize: 4, maxDelaySeconds: 0.005 } },
    run: { durationSeconds: 1, replications: 1 },
  });
  const { visits } = recordRun(scenario, new VisitRecorder());
  const mean = visits.reduce((sum, visit) => sum + (visit.leftAt - visit.enqueuedAt), 0) / visits.length;
  return [
    {
      label: 'batches',
      expected: isSinceEnqueued ? '5→17 ms, 17→30 ms, 45→56 ms' : '5→17 ms, 22→35 ms, 45→56 ms',
      simulated: batchesOf(visits).join(', '),
    },
    {
      label: 'mean time',
      expected: isSinceEnqueued ? '17.8333 ms' : '20.3333 ms',
      simulated: `${(mean * 1000).toFixed(4)} ms`,
    },
  ];
}

/** Ten requests a second apart: each waits for company that does not come. */
function lowLoad(mode: Mode): TraceValue[] {
  const scenario = oneStation({
    arrivals: { process: 'deterministic', periodSeconds: 1 },
    server: { serviceTime, batching: { mode, maxBatchSize: 4, maxDelaySeconds: 0.005 } },
    run: { durationSeconds: 10, replications: 1 },
  });
  const { visits } = recordRun(scenario, new VisitRecorder());
  const times = new Set(visits.map((visit) => `${((visit.leftAt - visit.enqueuedAt) * 1000).toFixed(6)} ms`));
  return [{ label: 'time of a lone request', expected: '16.000000 ms', simulated: [...times].join(', ') }];
}

function exact(mode: Mode): ValidationCase {
  return {
    name: `batch-trace-${mode}`,
    group: 'Batching',
    title: `Deterministic trace under ${mode}`,
    mechanisms: ['modelServer', mode],
    source: 'Rules of the source code that each mode names, trace worked out by hand',
    check: { kind: 'trace', values: () => [...printedTrace(mode), ...lowLoad(mode)] },
  };
}

export const batchingCases: readonly ValidationCase[] = [
  ...MODES.map(exact),
  withoutBatching,
  embeddedChain(50),
  embeddedChain(200),
  embeddedChain(400),
];

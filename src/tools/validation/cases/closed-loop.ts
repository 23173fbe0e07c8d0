import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { machineRepair } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, oneStation, type ValidationCase } from '../case.ts';
import { meanNumber, meanSojourn, ofSystem } from '../figures.ts';
import { constant, exponential } from '../laws.ts';

function repair(clients: number, thinkTimeSeconds: number, durationSeconds: number): ValidationCase {
  const theory = machineRepair(clients, thinkTimeSeconds, 0.1);
  const scenario = oneStation({
    arrivals: { process: 'closed', clients, thinkTimeSeconds },
    server: { serviceTime: exponential(0.1) },
    run: { durationSeconds, warmUpSeconds: 100, replications: 20 },
  });
  return {
    name: `closed-loop-${clients}`,
    group: 'Arrivals',
    title: `A closed loop of ${clients} clients that think for ${thinkTimeSeconds} s`,
    mechanisms: ['closed', 'modelServer', 'exponential'],
    source: 'The machine repair model M/M/1//N (Kleinrock 1975, volume 1, 3.8)',
    check: {
      kind: 'statistics',
      scenario,
      figures: [
        meanSojourn(theory.meanSojournSeconds),
        meanNumber(theory.meanNumberInSystem),
        ofSystem('throughput', '1/s', 'mean', theory.throughputPerSecond, (result) => result.throughputPerSecond),
      ],
    },
  };
}

/** Fixed times: after the first round three clients take turns without waiting; without think time they all queue. The window avoids the moments of events. */
const responseTimeLaw: ValidationCase = {
  name: 'response-time-law',
  group: 'Arrivals',
  title: 'Clients with fixed times: N = X (R + Z)',
  mechanisms: ['closed'],
  source: 'Response-time law N = X (R + Z) of a closed loop (Lazowska and others 1984, chapter 3)',
  check: {
    kind: 'trace',
    values: () =>
      [
        { clients: 3, think: 1 },
        { clients: 4, think: 0 },
        { clients: 12, think: 3.5 },
      ].flatMap(({ clients, think }) => {
        const arrivals = { process: 'closed', clients, thinkTimeSeconds: think, thinkTimeCv: 0 };
        const run = { durationSeconds: 100.25, warmUpSeconds: 40.25, replications: 1 };
        const result = simulate(accept(oneStation({ arrivals, server: { serviceTime: constant(0.5) }, run })));
        const { throughputPerSecond: throughput, sojournTimeSeconds } = result;
        const sojourn = sojournTimeSeconds.mean ?? Number.NaN;
        return [
          { label: `X of ${clients} clients`, expected: Math.min(2, clients / (0.5 + think)), simulated: throughput },
          { label: `X (R + Z) of ${clients} clients`, expected: clients, simulated: throughput * (sojourn + think) },
        ];
      }),
  },
};

export const closedLoopCases: readonly ValidationCase[] = [
  responseTimeLaw,
  repair(10, 1, 40_100),
  repair(5, 0.1, 15_100),
];

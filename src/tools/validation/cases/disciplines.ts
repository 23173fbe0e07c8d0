import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import type { Station } from '../../../../widgets/engines/simulator/station.ts';
import {
  mmcWithQueueTimeout,
  priorityMeanWaitingSeconds,
  processorSharingMeanSojournSeconds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { oneStation, type ValidationCase } from '../case.ts';
import { busyShare, meanSojourn, meanWait, ofSystem } from '../figures.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

function sharing(name: string, law: string, serviceTime: object, servers: number, seconds: number): ValidationCase {
  return {
    name: `processor-sharing-${name}`,
    group: 'Queues',
    title: `Processor sharing at 80 %, ${law} service, ${servers === 1 ? 'one server' : `${servers} servers`}`,
    mechanisms: ['modelServer', 'processorSharing'],
    source:
      'The mean sojourn does not depend on the law of service (Kleinrock 1976, volume 2, 4.4; several servers: Cohen 1979)',
    check: {
      kind: 'statistics',
      scenario: oneStation({
        arrivals: poisson(0.8 * servers),
        server: { replicas: servers, discipline: 'processorSharing', serviceTime },
        run: { durationSeconds: seconds, warmUpSeconds: 5000, replications: 20 },
      }),
      figures: [meanSojourn(processorSharingMeanSojournSeconds(0.8 * servers, 1, servers))],
    },
  };
}

/** Sum and number of the waits of each class, 1 to 3. */
class WaitsByClass extends Recorder {
  readonly sums = [0, 0, 0, 0];
  readonly counts = [0, 0, 0, 0];

  override started(model: Model, _station: Station, request: number): void {
    const priority = model.requests.priority[request]!;
    this.sums[priority]! += model.now - model.requests.enqueuedAt[request]!;
    this.counts[priority]!++;
  }
}

const CLASSES = [0.2, 0.25, 0.35];

const priorities: ValidationCase = {
  name: 'priorities',
  group: 'Queues',
  title: 'Three classes of priority, 80 % in all, service not interrupted',
  mechanisms: ['modelServer', 'priority', 'priorities'],
  source: 'Cobham 1954: W_k = W_0 / ((1 − σ_(k−1)) (1 − σ_k))',
  check: {
    kind: 'observations',
    replications: 20,
    figures: priorityMeanWaitingSeconds(
      CLASSES.map((arrivalRatePerSecond) => ({ arrivalRatePerSecond, meanServiceSeconds: 1, serviceCv: 1 })),
    ).map((expected, i) => ({ label: `mean wait of class ${i + 1}`, unit: 's', rule: 'mean', expected })),
    observe(seed, replication) {
      const scenario = oneStation({
        arrivals: poisson(0.8),
        source: { priorities: CLASSES.map((rate, i) => ({ class: i + 1, share: rate / 0.8 })) },
        server: { discipline: 'priority', serviceTime: exponential(1) },
        run: { durationSeconds: 1_000_000, replications: 20 },
      });
      const { sums, counts } = recordRun(scenario, new WaitsByClass(), seed, replication);
      return [1, 2, 3].map((priority) => sums[priority]! / counts[priority]!);
    },
  },
};

/** Overloaded on purpose: the timeout is what keeps the queue finite. */
function queueTimeout(name: string, servers: number, rate: number, timeoutSeconds: number): ValidationCase {
  const theory = mmcWithQueueTimeout(rate, 1, servers, timeoutSeconds);
  return {
    name: `queue-timeout-${name}`,
    group: 'Queues',
    title: `M/M/${servers} at ${Math.round((rate / servers) * 100)} % with a queue timeout of ${timeoutSeconds} s`,
    mechanisms: ['modelServer', 'queueTimeoutSeconds'],
    source: 'Barrer 1957: M/M/c+D; Triton’s default_timeout_microseconds with REJECT',
    check: {
      kind: 'statistics',
      scenario: oneStation({
        arrivals: poisson(rate),
        server: { replicas: servers, serviceTime: exponential(1), queueTimeoutSeconds: timeoutSeconds },
        run: { durationSeconds: 400_000 / servers, warmUpSeconds: 1000, replications: 20 },
      }),
      figures: [
        ofSystem(
          'share timed out',
          '',
          'mean',
          theory.lossProbability,
          ({ requests }) => requests.timedOut / requests.offered,
        ),
        meanWait(theory.meanWaitingSeconds),
        busyShare(theory.utilisation),
      ],
    },
  };
}

export const disciplineCases: readonly ValidationCase[] = [
  sharing('constant', 'constant', constant(1), 1, 1_000_000),
  sharing('exponential', 'exponential', exponential(1), 1, 1_200_000),
  sharing('lognormal', 'lognormal (CV 2)', { distribution: 'lognormal', meanSeconds: 1, cv: 2 }, 1, 1_200_000),
  sharing('four', 'exponential', exponential(1), 4, 400_000),
  priorities,
  queueTimeout('overloaded', 1, 1.2, 5),
  queueTimeout('ten', 10, 9, 0.5),
];

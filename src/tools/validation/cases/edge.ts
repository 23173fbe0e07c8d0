import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import {
  calibratedEscalation,
  hybrid,
  mg1MeanWaitingSeconds,
  mmc,
  processorSharingMeanSojournSeconds,
  retransmission,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import type { Figure, Rule, ValidationCase } from '../case.ts';
import { meanSojourn, meanWait, ofSystem } from '../figures.ts';
import { constant, exponential, poisson } from '../laws.ts';

/** Users at the edge, and a model in the cloud behind a link. */
const across = (link: object, source: object, durationSeconds: number, warmUpSeconds = 500) => ({
  components: [
    { id: 'users', kind: 'traffic', place: 'edge', payloadBytes: 1000, ...source, to: 'model' },
    { id: 'model', kind: 'modelServer', replicas: 1000, serviceTime: constant(0.1) },
  ],
  links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.2, ...link }],
  run: { durationSeconds, warmUpSeconds, replications: 20 },
});

const up = (result: SimulationResult) => result.links!['edge-cloud']!.up;
const transfer = (expected: number, rule: Rule = 'mean'): Figure =>
  ofSystem('mean time to send', 's', rule, expected, (result) => up(result).transferSeconds.mean);

/** A tenth of a second for a message of mean size, seven of them a second: busy 70 % of the time. */
const RATE = 7;
const SEND = 0.1;
const shared = { upBitsPerSecond: 80_000 };
const traffic = { arrivals: poisson(RATE), payloadCv: 1 };
const lost = retransmission(0.1, 0.2, 2);

const hybrids = calibratedEscalation(8, 2, 0.8);
const SURE = { seconds: 0.4, quality: hybrids.quality };
const mixture = hybrid(hybrids.escalationShare, SURE, { seconds: 0.1, roundTripSeconds: 0.2, quality: 0.97 });

const statistics = (
  name: string,
  title: string,
  mechanisms: string[],
  source: string,
  scenario: unknown,
  figures: readonly Figure[],
) =>
  ({
    name,
    group: 'Edge and network',
    title,
    mechanisms,
    source,
    check: { kind: 'statistics', scenario, figures },
  }) as const;

export const edgeCases: readonly ValidationCase[] = [
  statistics(
    'link-sharing',
    'Messages of random size that share the bandwidth of a link',
    ['links', 'processorSharing'],
    'M/G/1 with processor sharing: mean time x / (1 − ρ), whatever the law of sizes (Kleinrock, Queueing Systems II, section 4.4)',
    across(shared, traffic, 40_000),
    [
      transfer(processorSharingMeanSojournSeconds(RATE, SEND)),
      ofSystem('busy share of the link', '', 'mean', RATE * SEND, (result) => up(result).utilisation),
    ],
  ),
  statistics(
    'link-in-order',
    'Messages of random size, one after another',
    ['links', 'fifo'],
    'Pollaczek and Khinchine: mean wait ρ x (1 + cv²) / (2 (1 − ρ)), and the time of the message itself',
    across({ ...shared, sharing: 'fifo' }, traffic, 60_000),
    [transfer(mg1MeanWaitingSeconds(RATE, SEND, 1) + SEND)],
  ),
  statistics(
    'link-loss',
    'Messages that are lost and sent again, at most twice',
    ['links'],
    'k losses cost T (2^k − 1) (RFC 6298, section 5.5); a request fails where it or its answer is lost three times',
    across({ lossProbability: 0.1, retransmitSeconds: 0.2, retransmissions: 2 }, { arrivals: poisson(50) }, 5_000, 0),
    [
      ofSystem(
        'mean sojourn',
        's',
        'mean',
        0.3 + 2 * lost.meanDelaySeconds,
        ({ sojournTimeSeconds }) => sojournTimeSeconds.mean,
      ),
      ofSystem(
        'share that fails',
        '',
        'mean',
        1 - (1 - lost.lostShare) ** 2,
        ({ requests }) => requests.failed / (requests.offered - requests.inSystem),
      ),
    ],
  ),
  statistics(
    'link-outages',
    'A link that is up for 90 s and down for 10 s on average',
    ['links', 'outages'],
    'Alternating renewal process: down for 10 / (90 + 10) of the time, an outage every 100 s (Trivedi, section 6.6)',
    across(
      { outages: { law: 'exponential', mtbfSeconds: 90, mttrSeconds: 10 } },
      { arrivals: poisson(0.05) },
      2_000_000,
      0,
    ),
    [
      ofSystem('share of the time down', '', 'mean', 0.1, (result) => result.links!['edge-cloud']!.downFraction),
      ofSystem(
        'outages in 100 s',
        '',
        'mean',
        1,
        (result) => (result.links!['edge-cloud']!.outages! * 100) / (result.replications * 2_000_000),
      ),
      ofSystem(
        'share of requests that fail',
        '',
        'mean',
        1 - 0.9 * (1 - 1 / 450),
        ({ requests }) => requests.failed / requests.offered,
      ),
    ],
  ),
  statistics(
    'device-fleet',
    'Ten devices at three requests a second each: nobody helps a busy neighbour',
    ['device'],
    'Ten M/M/1 queues, each with a tenth of the requests',
    {
      components: [
        { id: 'users', kind: 'traffic', arrivals: poisson(30), to: 'model' },
        { id: 'model', kind: 'device', devices: 10, serviceTime: exponential(0.2) },
      ],
      run: { durationSeconds: 20_000, warmUpSeconds: 200, replications: 20 },
    },
    [meanWait(mmc(3, 0.2, 1).meanWaitingSeconds), meanSojourn(mmc(3, 0.2, 1).meanSojournSeconds)],
  ),
  statistics(
    'hybrid-confidence',
    'A small model answers what it is sure of, a larger one the rest',
    ['device', 'escalation', 'beta', 'quality'],
    'Escalated share P(C ≤ θ) of a beta distribution; latency t_e + e (RTT + t_c); quality a mixture with E[C | C > θ] of a calibrated model',
    {
      components: [
        {
          id: 'users',
          kind: 'traffic',
          place: 'edge',
          arrivals: { process: 'deterministic', periodSeconds: 0.5 },
          to: 'devices',
        },
        {
          ...{ id: 'devices', kind: 'device', place: 'edge', serviceTime: constant(0.4), to: 'model' },
          escalation: { confidence: { law: 'beta', alpha: 8, beta: 2, threshold: 0.8 } },
        },
        { id: 'model', kind: 'modelServer', replicas: 10, quality: 0.97, serviceTime: constant(0.1) },
      ],
      links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.2 }],
      run: { durationSeconds: 20_000, replications: 20 },
    },
    [
      ofSystem('mean sojourn', 's', 'mean', mixture.meanSeconds, ({ sojournTimeSeconds }) => sojournTimeSeconds.mean),
      ofSystem('mean quality', '', 'mean', mixture.quality, ({ quality }) => quality?.mean),
      ofSystem(
        'share escalated',
        '',
        'mean',
        hybrids.escalationShare,
        ({ components }) => components['model']!.arrivals / components['devices']!.arrivals,
      ),
    ],
  ),
];

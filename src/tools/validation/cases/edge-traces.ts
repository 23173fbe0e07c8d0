import { linkPresets } from '../../../../widgets/engines/simulator/network/link-presets.ts';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import { rolloutCourse } from '../../../../widgets/engines/simulator/devices/rollout-course.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  bestSplit,
  breakEvenRoundTripSeconds,
  geometricRollout,
  splitSeconds,
  storeAndForward,
  transferSeconds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

const milliseconds = (seconds: number | null | undefined) => `${((seconds ?? Number.NaN) * 1000).toFixed(3)} ms`;

interface Edge {
  readonly link: object;
  readonly source?: object;
  readonly model?: object;
  readonly device?: object;
}

/** Users at the edge with a model in the cloud, behind devices where there are some. */
function scenario({ link, source = {}, model = {}, device }: Edge) {
  const users = {
    id: 'users',
    kind: 'traffic',
    place: 'edge',
    payloadBytes: 1000,
    arrivals: { process: 'trace', timesSeconds: [0] },
  };
  return {
    components: [
      { ...users, ...source, to: device ? 'device' : 'model' },
      ...(device ? [{ id: 'device', kind: 'device', place: 'edge', ...device, to: 'model' }] : []),
      { id: 'model', kind: 'modelServer', replicas: 100, serviceTime: constant(0.1), ...model },
    ],
    links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.2, ...link }],
    run: { durationSeconds: 1000, replications: 1 },
  };
}

const run = (edge: Edge) => simulate(accept(scenario(edge)));

/** One request on an idle link, over connections that need 0 to 3 round trips. */
function transfers(): TraceValue[] {
  const handshakes = { none: 0, tcp: 1, quic: 1, tls13: 2, tls12: 3 };
  return Object.entries(handshakes).map(([handshake, count]) => {
    const link = { roundTripSeconds: 0.2, handshakes: count, bytes: 1000, bitsPerSecond: 80_000 };
    const result = run({ link: { upBitsPerSecond: 80_000, handshake } });
    return {
      label: handshake,
      expected: milliseconds(transferSeconds(link) + 0.1),
      simulated: milliseconds(result.sojournTimeSeconds.mean),
    };
  });
}

/** One request over each kind of network, and over 1,000 km of fibre. */
function presets(): TraceValue[] {
  const named = linkPresets.map(({ name, roundTripSeconds }) => ({
    label: name,
    expected: milliseconds(roundTripSeconds + 0.1),
    simulated: milliseconds(run({ link: { roundTripSeconds: undefined, preset: name } }).sojournTimeSeconds.mean),
  }));
  const far = run({ link: { roundTripSeconds: 0, kilometres: 1000 } });
  // 4.9 µs per kilometre, there and back.
  return [
    ...named,
    { label: '1,000 km of fibre', expected: '109.800 ms', simulated: milliseconds(far.sojournTimeSeconds.mean) },
  ];
}

/** One message a second, a link for five a second, and an outage from 10 to 30 s. */
function stores(): TraceValue[] {
  return [Infinity, 12].flatMap((capacity) => {
    const { stored, lost, drainSeconds } = storeAndForward(1, 20, 5, capacity);
    const timesSeconds = Array.from({ length: 90 }, (_, i) => i + 0.5);
    const input = scenario({
      link: {
        ...{
          roundTripSeconds: 0,
          upBitsPerSecond: 40_000,
          outages: { law: 'scheduled', atSeconds: 10, durationSeconds: 20 },
        },
        whileDown: { messages: 'store', syncBatch: 1, ...(capacity === Infinity ? {} : { storeCapacity: capacity }) },
      },
      source: { arrivals: { process: 'trace', timesSeconds } },
      model: { serviceTime: constant(1e-9) },
    });
    const { times } = recordRun(input, new Answers());
    const result = simulate(accept(input));
    const found = result.links!['edge-cloud']!.up.stored!;
    const name = capacity === Infinity ? 'room for all' : `room for ${capacity}`;
    // The first to be stored comes half a second into the outage and is the first to be sent after it.
    const longest = 30.2 - 10.5;
    return [
      { label: `${name}: most stored`, expected: stored, simulated: found.max },
      { label: `${name}: lost`, expected: lost, simulated: result.requests.rejected },
      {
        label: `${name}: drained after`,
        expected: milliseconds(drainSeconds),
        simulated: milliseconds(drained(times, 30, 0.2)),
      },
      {
        label: `${name}: longest wait`,
        expected: milliseconds(longest),
        simulated: milliseconds(result.sojournTimeSeconds.max),
      },
    ];
  });
}

/** When requests were answered, in order. */
class Answers extends Recorder {
  readonly times: number[] = [];
  override answered(model: Model): void {
    this.times.push(model.now);
  }
}

/** Seconds after `from` until the answers no longer follow each other at the pace of the link. */
function drained(times: readonly number[], from: number, paceSeconds: number): number {
  const later = times.filter((time) => time > from);
  return later[later.findIndex((time, i) => later[i + 1]! - time > 1.5 * paceSeconds)]! - from;
}

/** Edge and cloud at the round trip at which they are equally fast. */
function breakEven(): TraceValue[] {
  const roundTripSeconds = breakEvenRoundTripSeconds(0.4, 0.1);
  const cloud = run({ link: { roundTripSeconds } });
  return [
    { label: 'round trip', expected: '300.000 ms', simulated: milliseconds(roundTripSeconds) },
    { label: 'cloud at it', expected: '400.000 ms', simulated: milliseconds(cloud.sojournTimeSeconds.mean) },
  ];
}

const layers = [
  { deviceSeconds: 0.05, cloudSeconds: 0.005, outputBytes: 8000 },
  { deviceSeconds: 0.1, cloudSeconds: 0.01, outputBytes: 1000 },
  { deviceSeconds: 0.4, cloudSeconds: 0.04, outputBytes: 100 },
];

/** A network of three layers over four bandwidths: every cut, and the one that is chosen. */
function splits(): TraceValue[] {
  const carried = { serviceTime: { distribution: 'carried', meanSeconds: 1 } };
  const cut = (bitsPerSecond: number, after?: number) =>
    run({
      link: { upBitsPerSecond: bitsPerSecond },
      device: { ...carried, split: { inputBytes: 20_000, layers, ...(after === undefined ? {} : { after }) } },
      model: carried,
    });
  return [1e3, 8e4, 1e6, 1e9].flatMap((bitsPerSecond) => {
    const times = [0, 1, 2, 3].map((after) =>
      splitSeconds(layers, 20_000, { roundTripSeconds: 0.2, bitsPerSecond }, after),
    );
    return [
      ...times.map((seconds, after) => ({
        label: `${after} layers here, ${bitsPerSecond / 1000} kbit/s`,
        expected: milliseconds(seconds),
        simulated: milliseconds(cut(bitsPerSecond, after).sojournTimeSeconds.mean),
      })),
      {
        label: `the fastest, ${bitsPerSecond / 1000} kbit/s`,
        expected: milliseconds(Math.min(...times)),
        simulated: milliseconds(cut(bitsPerSecond).sojournTimeSeconds.mean),
      },
      {
        label: `layers here then, ${bitsPerSecond / 1000} kbit/s`,
        expected: times.indexOf(Math.min(...times)),
        simulated: bestSplit(layers, 20_000, { roundTripSeconds: 0.2, bitsPerSecond }),
      },
    ];
  });
}

/** Devices told minute by minute when the rate grows every minute. */
function rollout(): TraceValue[] {
  const settings = {
    rate: 'exponential',
    baseRatePerMinute: 5,
    incrementFactor: 2,
    criterion: 'notified',
    increaseAfter: 1,
    maximumPerMinute: 1000,
  } as const;
  return rolloutCourse(settings, geometricRollout(5, 2, 7)).map((told, minute) => ({
    label: `told after ${minute + 1} min`,
    expected: geometricRollout(5, 2, minute + 1),
    simulated: told,
  }));
}

const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Edge and network', title, mechanisms, source, check: { kind: 'trace', values } }) as const;

export const edgeTraceCases: readonly ValidationCase[] = [
  exact('link-transfer', 'One request over a new connection', ['links'], 'RTT × (1 + handshakes) + 8 × bytes / bandwidth; RFC 9293, 8446, 5246, 9000', transfers), // biome-ignore format: one case a line
  exact('link-presets', 'Kinds of network by name, and the speed of light', ['links', 'preset'], 'Round trips of network/link-presets.ts, each with its source; 4.9 µs per kilometre and direction', presets), // biome-ignore format: one case a line
  exact('store-and-forward', 'An outage of 20 s at one message a second, with a link for five', ['links', 'store'], 'Fluid: stored rate × T up to Q, lost the rest, drained in stored / (bandwidth − rate); by hand', stores), // biome-ignore format: one case a line
  exact('edge-or-cloud', 'The round trip at which edge and cloud are equally fast', ['links', 'device'], 's_edge − s_cloud', breakEven), // biome-ignore format: one case a line
  exact('split-inference', 'Every cut of a network of three layers', ['device', 'split', 'carried'], 'Exhaustive minimum over the cuts (Kang et al., Neurosurgeon, ASPLOS 2017)', splits), // biome-ignore format: one case a line
  exact('fleet-rollout', 'A rollout that doubles every minute', ['device', 'update', 'exponential'], 'Geometric series n0 (f^k − 1) / (f − 1); rule of AWS IoT jobs', rollout), // biome-ignore format: one case a line
];

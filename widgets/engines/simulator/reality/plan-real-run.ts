import { describeFound, type Parsed, type Problem } from '../../../kit/problem.ts';
import { type Arrivals, createArrivals } from '../arrivals/schema.ts';
import { type BatchingPolicy, oneAtATime } from '../batching/batching-policy.ts';
import { createBatching } from '../batching/schema.ts';
import { ScheduleClock } from '../batch/schedule.ts';
import { RandomStream } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { type Chain, readChain } from './chain.ts';
import { LONGEST_RUN_SECONDS, MOST_REQUESTS, type RealPlan } from './real-plan.ts';

/** Takes whatever waits, up to a limit: a poll of a log, a chunk of a job. */
function whateverWaits(maxBatchSize: number): BatchingPolicy {
  return { ...oneAtATime, maxBatchSize, sizeToStart: (waiting) => Math.min(waiting, maxBatchSize) };
}

/** What of the scenario's frame a real run cannot carry out. */
function findFrameProblems({ components, faults, run }: Scenario): Problem[] {
  const problems: Problem[] = [];
  if (faults.length > 0) {
    const fix = 'Nothing is taken down for real. Remove the faults, or simulate only.';
    problems.push({ path: 'faults', expected: 'an empty list', found: describeFound(faults), fix });
  }
  const { place } = components[0]!;
  components.forEach((component, index) => {
    if (component.place === place) return;
    const fix = `There is no network in a real run on one device. Put everything into "${place}", or simulate only.`;
    problems.push({
      path: `components[${index}].place`,
      expected: `"${place}"`,
      found: describeFound(component.place),
      fix,
    });
  });
  if (run.durationSeconds > LONGEST_RUN_SECONDS) {
    const fix = `A real run takes as long as it says. Run the first ${LONGEST_RUN_SECONDS} s of it or fewer.`;
    const expected = `at most ${LONGEST_RUN_SECONDS}`;
    problems.push({ path: 'run.durationSeconds', expected, found: String(run.durationSeconds), fix });
  }
  if (run.warmUp !== 'given') {
    const fix = 'Give "warmUpSeconds" in its place.';
    problems.push({ path: 'run.warmUp', expected: '"given"', found: describeFound(run.warmUp), fix });
  }
  return problems;
}

/** Moments of an arrival process before the end; undefined when there are more than a real run can send. */
function drawArrivals(scenario: Scenario, id: string, settings: Arrivals, replication: number): number[] | undefined {
  const { seed, draws, durationSeconds } = scenario.run;
  // The stream that the simulator's source draws from: `BuildContext.stream` in compile.ts.
  const process = createArrivals(settings, new RandomStream(seed, replication, `${id}/arrivals`, draws));
  const times: number[] = [];
  for (let at = process.next(); at < durationSeconds; at = process.next()) {
    if (times.length === MOST_REQUESTS) return undefined;
    times.push(at);
  }
  return times;
}

function arrivalsOf(scenario: Scenario, chain: Chain, replication: number): number[] | undefined {
  if (chain.regime !== 'batch')
    return drawArrivals(scenario, chain.source.id, chain.source.arrivals as Arrivals, replication);
  const { rows = 0 } = chain.source;
  const clock = new ScheduleClock(chain.source);
  const times: number[] = [];
  for (let at = clock.next(); at < scenario.run.durationSeconds; at = clock.next()) {
    if (times.length + rows > MOST_REQUESTS) return undefined;
    for (let row = 0; row < rows; row++) times.push(at);
  }
  return times;
}

function policyOf(chain: Chain): BatchingPolicy {
  if (chain.regime === 'realTime') return createBatching(chain.server.batching);
  return whateverWaits(chain.regime === 'streaming' ? chain.server.maxPollRecords : chain.server.chunkRows);
}

/**
 * What a real run of an accepted scenario needs, or every reason why it cannot be run for real. Arrivals are those of one replication of the simulator,
 * request by request, so that prediction and reality differ in everything but the luck of the arrivals. A trace from a file must be in its place.
 */
export function planRealRun(scenario: Scenario, replication = 0): Parsed<RealPlan> {
  const { chain, problems: chainProblems } = readChain(scenario);
  const problems = [...chainProblems, ...findFrameProblems(scenario)];
  if (!chain || problems.length > 0) return { ok: false, problems };
  const times = arrivalsOf(scenario, chain, replication);
  if (!times || times.length === 0) {
    const expected = `from 1 to ${MOST_REQUESTS} requests`;
    const fix = 'Change the rate or the duration: a real run sends every one of them.';
    return { ok: false, problems: [{ path: 'run', expected, found: times ? 'none' : 'more', fix }] };
  }
  const { source, server, regime } = chain;
  const { serviceTime } = server;
  return {
    ok: true,
    value: {
      regime,
      model: serviceTime.distribution === 'measured' ? serviceTime.model : '',
      source: source.id,
      server: server.id,
      arrivalSeconds: Float64Array.from(times),
      durationSeconds: scenario.run.durationSeconds,
      warmUpSeconds: scenario.run.warmUpSeconds,
      policy: policyOf(chain),
      queueCapacity: (chain.regime === 'realTime' ? chain.server.queueCapacity : undefined) ?? Infinity,
      timeoutSeconds: (chain.regime === 'realTime' ? chain.gateway?.timeoutSeconds : undefined) ?? Infinity,
    },
  };
}

import { mg1MeanWaitingSeconds } from '../../../../widgets/engines/simulator/theory/index.ts';
import type { ComponentResult } from '../../../../widgets/engines/simulator/result.ts';
import type { Figure, Rule, ValidationCase } from '../case.ts';
import { busyShare, meanSojourn, meanWait } from '../figures.ts';
import { poisson } from '../laws.ts';

interface Load {
  readonly name: string;
  readonly title: string;
  readonly mechanisms: readonly string[];
  readonly oracle: string;
  readonly arrivals: object;
  readonly server: object;
  readonly run: object;
  readonly figures: readonly Figure[];
}

function load({ name, title, mechanisms, oracle, arrivals, server, run, figures }: Load): ValidationCase {
  const scenario = {
    title: 'Validation',
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'llmServer', ...server },
    ],
    run: { replications: 20, ...run },
  };
  return {
    name,
    group: 'Language models',
    title,
    mechanisms: ['llmServer', ...mechanisms],
    source: oracle,
    check: { kind: 'statistics', scenario, figures },
  };
}

const figure = (
  label: string,
  unit: string,
  rule: Rule,
  expected: number,
  of: (server: ComponentResult) => unknown,
): Figure => ({
  label,
  unit,
  rule,
  expected,
  of: (result) => of(result.components['model']!) as number | null | undefined,
});
const constant = (tokens: number) => ({ distribution: 'constant', tokens });
/** Steps that take the same time whatever is in them. */
const evenSteps = (seconds: number) => ({
  baseSeconds: seconds,
  prefillSecondsPerToken: 0,
  decodeSecondsPerSequence: 0,
  contextSecondsPerToken: 0,
});

const saturated = load({
  name: 'llm-throughput',
  title: '64 sequences in steps of 50.16 ms',
  mechanisms: ['vllm', 'constant'],
  oracle:
    'B / t(B), 1276 tokens per second, with 50.16 ms for 64 sequences of Llama-2-70B on eight H100 (splitwise-sim data/perf_model.csv)',
  arrivals: { process: 'trace', timesSeconds: Array.from({ length: 100 }, (_, i) => i * 1e-9) },
  server: {
    promptTokens: constant(1),
    outputTokens: constant(20_000),
    maxNumSeqs: 64,
    kvBlocks: 100_000,
    stepTime: { ...evenSteps(0.037), decodeSecondsPerSequence: 0.000205625 },
  },
  run: { durationSeconds: 600, warmUpSeconds: 1, replications: 1 },
  figures: [
    figure('tokens', '1/s', 'limit', 64 / 0.05016, ({ tokensPerSecond }) => tokensPerSecond),
    figure('sequences in a step', '', 'limit', 64, ({ batchSize }) => batchSize?.mean),
  ],
});

/** One sequence at a time: prefill 50.2 ms, then a geometric number of decodes of 40 ms. */
function oneAtATime(): ValidationCase {
  const decode = 0.04;
  const mean = 0.0502 + 4 * decode;
  const variance = 5 * 4 * decode * decode;
  const rate = 0.5 / mean;
  const wait = mg1MeanWaitingSeconds(rate, mean, Math.sqrt(variance) / mean);
  return load({
    name: 'llm-mg1',
    title: 'One sequence at a time at 50 %',
    mechanisms: ['vllm', 'geometric', 'poisson'],
    oracle: 'M/G/1, Pollaczek and Khinchine',
    arrivals: poisson(rate),
    server: {
      maxNumSeqs: 1,
      promptTokens: constant(100),
      outputTokens: { distribution: 'geometric', meanTokens: 5 },
      stepTime: { ...evenSteps(0.037), prefillSecondsPerToken: 0.000132, decodeSecondsPerSequence: 0.003 },
    },
    run: { durationSeconds: 160_000, warmUpSeconds: 200 },
    figures: [meanWait(wait), meanSojourn(wait + mean), busyShare(0.5)],
  });
}

/** About 100 requests are there at any time, so the server is never idle, and the rest of the step under way is uniform for who comes. */
const endlessSteps = load({
  name: 'llm-first-token',
  title: 'Room for all in steps of 20 ms',
  mechanisms: ['vllm', 'constant', 'poisson'],
  oracle:
    'Iteration-level scheduling (Orca, OSDI 2022): first token after half a step and a step; each later one after a step',
  arrivals: poisson(50),
  server: { promptTokens: constant(1), outputTokens: constant(100), stepTime: evenSteps(0.02) },
  run: { durationSeconds: 300, warmUpSeconds: 10 },
  figures: [
    figure('mean time to the first token', 's', 'mean', 0.03, ({ ttftSeconds }) => ttftSeconds?.mean),
    figure('mean time per later token', 's', 'limit', 0.02, ({ tpotSeconds }) => tpotSeconds?.mean),
    meanSojourn(0.03 + 99 * 0.02),
  ],
});

export const llmLoadCases: readonly ValidationCase[] = [saturated, oneAtATime(), endlessSteps];

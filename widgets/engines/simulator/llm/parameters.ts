import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

const VLLM = 'vLLM V1, docs/configuration/optimization.md and vllm/config/scheduler.py';
const MEASURED = 'Llama-2-70B on two H100, splitwise-sim data/perf_model.csv (commit 37808801)';

/** Limits of the step scheduler, under vLLM's names. */
export const limitParameters = {
  maxNumSeqs: integerParameter({
    label: 'Sequences at once',
    unit: 'sequences',
    minimum: 1,
    maximum: 100_000,
    default: 256,
    meaning: 'Most sequences that one replica serves at the same time.',
    source: `${VLLM}: max_num_seqs 256 (1024 on large accelerators).`,
  }),
  maxNumBatchedTokens: integerParameter({
    label: 'Token budget',
    unit: 'tokens',
    minimum: 1,
    maximum: 10_000_000,
    default: 2048,
    meaning: 'Most tokens that one step computes: one for each sequence that decodes, the rest for prompts.',
    source: `${VLLM}: max_num_batched_tokens 2048 for a server (8192 on large accelerators).`,
  }),
  prefill: choiceParameter({
    label: 'Prefill',
    choices: ['chunked', 'whole'],
    default: 'chunked',
    meaning:
      'A long prompt is cut to the rest of the token budget (chunked), or runs in one step for which everybody waits (whole).',
    source: `${VLLM}: enable_chunked_prefill, on by default in V1.`,
  }),
  kvBlocks: integerParameter({
    label: 'Cache blocks',
    unit: 'blocks',
    minimum: 1,
    maximum: 100_000_000,
    default: 4096,
    meaning:
      'Blocks of the cache of keys and values on one replica: 2 · layers · KV heads · head size · bytes per token decide how many fit.',
    source: 'Assumption: 65,536 tokens; at 327,680 bytes per token (Llama-2-70B in FP16) that is 21 GB.',
  }),
  blockTokens: integerParameter({
    label: 'Tokens per block',
    unit: 'tokens',
    minimum: 1,
    maximum: 100_000,
    default: 16,
    meaning: 'Tokens whose keys and values one block holds.',
    source: `${VLLM}: block_size 16.`,
  }),
};

/** The constants of the time of a step: t0 + kp · prefill tokens + kd · decoding sequences + ka · context tokens. */
export const stepTimeParameters = {
  baseSeconds: numberParameter({
    label: 'Time per step',
    unit: 'seconds',
    minimum: 1e-6,
    maximum: 1000,
    default: 0.037,
    meaning: 'Time of a step whatever is in it, above all reading the weights once.',
    source: `${MEASURED}: 37.0 ms per token of a single sequence.`,
  }),
  prefillSecondsPerToken: numberParameter({
    label: 'Time per prompt token',
    unit: 'seconds',
    minimum: 0,
    maximum: 1000,
    default: 0.000132,
    meaning: 'Time that each token of a prompt adds to its step.',
    source: `${MEASURED}: a step of 2048 prompt tokens takes 308 ms, (308 − 37) / 2048.`,
  }),
  decodeSecondsPerSequence: numberParameter({
    label: 'Time per decoding sequence',
    unit: 'seconds',
    minimum: 0,
    maximum: 1000,
    default: 0.00032,
    meaning: 'Time that each sequence which generates a token adds to its step.',
    source:
      'Assumed: the growth on eight H100, Splitwise-sim data/perf_model.csv: 64 sequences in 50.16 ms, one in 29.7 ms.',
  }),
  contextSecondsPerToken: numberParameter({
    label: 'Time per context token',
    unit: 'seconds',
    minimum: 0,
    maximum: 1000,
    default: 1e-7,
    meaning: 'Time that each token in the cache of the sequences of a step adds: their keys and values are read.',
    source: `${MEASURED}: 0.8 ms more per token after 8192 than after 512 prompt tokens.`,
  }),
};

export const schedulingMode = choiceParameter({
  label: 'Scheduling',
  choices: ['vllm', 'static'],
  default: 'vllm',
  meaning:
    'With vllm sequences join and leave at every step; with static a batch is formed, served to its longest answer, and answered together.',
  source: 'Iteration-level scheduling: Yu et al., Orca, OSDI 2022; vLLM V1 scheduler.',
});

export const queues = choiceParameter({
  label: 'Queues',
  choices: ['shared', 'perReplica'],
  default: 'shared',
  meaning:
    'One queue for all replicas, or one for each, which a request chooses when it comes: the replica with the fewest requests.',
  source: 'Scenario format.',
});

/** `stepTime` of a language-model server; every constant may be left out. */
export const stepTimeSchema = z.strictObject({
  baseSeconds: z._default(stepTimeParameters.baseSeconds.schema, 0.037),
  prefillSecondsPerToken: z._default(stepTimeParameters.prefillSecondsPerToken.schema, 0.000132),
  decodeSecondsPerSequence: z._default(stepTimeParameters.decodeSecondsPerSequence.schema, 0.00032),
  contextSecondsPerToken: z._default(stepTimeParameters.contextSecondsPerToken.schema, 1e-7),
});

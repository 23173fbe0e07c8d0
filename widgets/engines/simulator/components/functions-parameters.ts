import { functionProducts } from '../cost/price-book.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';

/** The parameters of `functions`, in the order of a form. */

export const placementSeconds = numberParameter({
  label: 'Placement',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning:
    'Time to find a host and fetch the code before the cold start proper; it delays the request and is not charged.',
  source: 'Slipway’s convention: 0, because the presets of a cold start contain it.',
});

export const idleExpirySeconds = numberParameter({
  label: 'Idle expiry',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 600,
  meaning: 'An instance without work for this long is removed; at exactly this age it is gone.',
  source: 'Unpublished by the clouds; SimFaaS (pacslab/simfaas), expiration_threshold, default 600 s.',
});

export const concurrencyPerInstance = integerParameter({
  label: 'Requests per instance',
  unit: 'requests',
  minimum: 1,
  maximum: 1000,
  default: 1,
  meaning: 'Requests that one instance serves at the same time, each at full speed.',
  source: 'AWS Lambda: 1; Cloud Run and Knative share instances, Cloud Run by default 80 (recalled).',
});

export const accountConcurrency = integerParameter({
  label: 'Account concurrency',
  unit: 'instances',
  minimum: 1,
  maximum: 100_000,
  default: 1000,
  meaning:
    'Instances that all functions of one place may have at work at once; beyond it requests are throttled. With one request per instance these are concurrent requests.',
  source: 'AWS Lambda: 1,000 concurrent executions per account and region by default.',
});

export const reservedConcurrency = integerParameter({
  label: 'Reserved concurrency',
  unit: 'instances',
  minimum: 1,
  maximum: 100_000,
  default: null,
  meaning:
    'Part of the account concurrency that this function alone may use, and more than which it may not use. Left out: it shares what the others leave.',
  source: 'AWS Lambda reserved concurrency: a cap and a guarantee.',
});

export const scaleBurst = integerParameter({
  label: 'Scaling burst',
  unit: 'instances',
  minimum: 1,
  maximum: 1e6,
  default: 1000,
  meaning: 'Instances that can be added at once; unused scaling rate beyond this many is lost.',
  source: 'AWS Lambda scaling behaviour: 1,000 environments per 10 s and function.',
});

export const scaleRatePerSecond = numberParameter({
  label: 'Scaling rate',
  unit: '1/s',
  minimum: 0,
  maximum: 1e6,
  default: 100,
  meaning: 'Instances per second that can be added once the burst is used up; beyond it requests are throttled.',
  source: 'AWS Lambda scaling behaviour: 1,000 environments per 10 s and function, refilled continuously.',
});

export const provisionedConcurrency = integerParameter({
  label: 'Provisioned concurrency',
  unit: 'instances',
  minimum: 0,
  maximum: 100_000,
  default: 0,
  meaning:
    'Instances that are ready from the start and never expire; they get work first, what they cannot take goes on demand.',
  source: 'AWS Lambda provisioned concurrency; charged in steps of 5 minutes.',
});

export const memoryMb = integerParameter({
  label: 'Memory',
  unit: 'MB',
  minimum: 128,
  maximum: 32_768,
  default: 1769,
  meaning: 'Memory of one instance; it decides the price of a second and, in proportion, the share of the processor.',
  source: 'AWS Lambda: 128 to 10,240 MB, one vCPU at 1,769 MB; others offer up to 32 GB.',
});

export const vcpus = numberParameter({
  label: 'vCPUs',
  unit: 'vCPU',
  minimum: 0.01,
  maximum: 64,
  default: null,
  meaning: 'Processor of one instance where it does not follow from the memory, as on Cloud Run.',
  source: 'Left out: memory divided by 1,769 MB (AWS Lambda).',
});

export const threads = numberParameter({
  label: 'vCPUs that a request can use',
  unit: 'vCPU',
  minimum: 1,
  maximum: 64,
  default: 1,
  meaning: 'Service is faster in proportion to the vCPUs up to this many; code of one thread gains nothing above one.',
  source: 'Scenario format.',
});

export const product = choiceParameter({
  label: 'Product',
  choices: functionProducts as readonly [string, ...string[]],
  default: 'lambda-x86',
  meaning: 'Decides the price per request and per gigabyte-second; self-hosted costs nothing by itself.',
  source: 'Price book: cost/price-book.json, dated list prices.',
});

/** AWS Lambda gives CPU in proportion to memory: one vCPU at 1,769 MB (developer guide, configure function memory). */
const MB_PER_VCPU = 1769;

/** The vCPUs of one instance. */
export function vcpusOf(settings: { readonly vcpus?: number | undefined; readonly memoryMb: number }): number {
  return settings.vcpus ?? settings.memoryMb / MB_PER_VCPU;
}

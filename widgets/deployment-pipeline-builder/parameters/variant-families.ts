import { trafficProcesses } from '../../engines/simulator/arrivals/index.ts';
import { autoscalingPolicies } from '../../engines/simulator/autoscaling/index.ts';
import { batchingModes } from '../../engines/simulator/batching/index.ts';
import { backoffPolicies } from '../../engines/simulator/calls/backoff/index.ts';
import { retryBudgets } from '../../engines/simulator/calls/budget/index.ts';
import { hedgePolicies } from '../../engines/simulator/calls/hedging/index.ts';
import { coldStartLaws } from '../../engines/simulator/cold-start/index.ts';
import { deliveryStrategies } from '../../engines/simulator/delivery/strategies/index.ts';
import { confidenceLaws, rolloutRates } from '../../engines/simulator/devices/index.ts';
import { outageLaws } from '../../engines/simulator/faults/laws/index.ts';
import { faultScopes } from '../../engines/simulator/faults/scopes/index.ts';
import { breakers, callLimits, rateLimits, sheddingPolicies, throttles } from '../../engines/simulator/guards/index.ts';
import { tokenLaws } from '../../engines/simulator/llm/tokens/index.ts';
import { serviceLaws } from '../../engines/simulator/service/index.ts';
import { commitModes, delayLaws, processingModes, windowTypes } from '../../engines/simulator/streaming/index.ts';
import type { Variant } from '../../engines/simulator/variant.ts';

/** The choices that bring parameters of their own, by the key that holds them: the key inside that names the choice, and what there is to choose. */
const families: Readonly<Record<string, readonly [chooser: string, variants: readonly unknown[]]>> = {
  arrivals: ['process', trafficProcesses],
  serviceTime: ['distribution', serviceLaws],
  coldStart: ['distribution', coldStartLaws],
  promptTokens: ['distribution', tokenLaws],
  outputTokens: ['distribution', tokenLaws],
  eventDelay: ['distribution', delayLaws],
  batching: ['mode', batchingModes],
  autoscaling: ['policy', autoscalingPolicies],
  delivery: ['strategy', deliveryStrategies],
  retries: ['policy', backoffPolicies],
  budget: ['rule', retryBudgets],
  hedge: ['trigger', hedgePolicies],
  breaker: ['policy', breakers],
  throttle: ['policy', throttles],
  limit: ['policy', callLimits],
  rateLimit: ['policy', rateLimits],
  shedding: ['policy', sheddingPolicies],
  confidence: ['law', confidenceLaws],
  rollout: ['rate', rolloutRates],
  commit: ['mode', commitModes],
  processing: ['mode', processingModes],
  windows: ['type', windowTypes],
  outages: ['law', outageLaws],
};

/** Choices that stand by themselves in an entry of a list: `scope` of a fault. */
const alone: Readonly<Record<string, readonly unknown[]>> = { scope: faultScopes };

/** `autoscaling.coldStart` of `autoscaling.coldStart.distribution`; empty for a parameter that stands by itself. */
export function holderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** `arrivals` of `arrivals.process`; undefined for a parameter that stands by itself. */
export function groupOf(path: string): string | undefined {
  const dot = path.indexOf('.');
  return dot === -1 ? undefined : path.slice(0, dot);
}

function familyOf(holder: string) {
  const key = holder.slice(holder.lastIndexOf('.') + 1);
  return Object.hasOwn(families, key) ? families[key] : undefined;
}

/** `arrivals.process` of `arrivals`; undefined for a group without a choice. */
export function chooserOf(holder: string): string | undefined {
  const family = familyOf(holder);
  return family && `${holder}.${family[0]}`;
}

/** The variants that the choice at `path` chooses between; undefined when it is a plain choice. */
export function variantsAt(path: string): readonly Variant[] | undefined {
  const holder = holderOf(path);
  if (holder === '') return (Object.hasOwn(alone, path) ? alone[path] : undefined) as readonly Variant[] | undefined;
  const family = familyOf(holder);
  return family && path === `${holder}.${family[0]}` ? (family[1] as readonly Variant[]) : undefined;
}

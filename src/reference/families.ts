import { trafficProcesses } from '../../widgets/engines/simulator/arrivals/index.ts';
import { autoscalingPolicies } from '../../widgets/engines/simulator/autoscaling/index.ts';
import { balancingPolicies } from '../../widgets/engines/simulator/balancing/index.ts';
import { backoffPolicies } from '../../widgets/engines/simulator/calls/backoff/index.ts';
import { retryBudgets } from '../../widgets/engines/simulator/calls/budget/index.ts';
import { hedgePolicies } from '../../widgets/engines/simulator/calls/hedging/index.ts';
import { batchingModes } from '../../widgets/engines/simulator/batching/index.ts';
import {
  breakers,
  callLimits,
  rateLimits,
  sheddingPolicies,
  throttles,
} from '../../widgets/engines/simulator/guards/index.ts';
import { confidenceLaws, rolloutRates } from '../../widgets/engines/simulator/devices/index.ts';
import { deliveryStrategies } from '../../widgets/engines/simulator/delivery/strategies/index.ts';
import { outageLaws } from '../../widgets/engines/simulator/faults/laws/index.ts';
import { faultScopes } from '../../widgets/engines/simulator/faults/scopes/index.ts';
import { evictionPolicies } from '../../widgets/engines/simulator/caching/index.ts';
import { coldStartLaws } from '../../widgets/engines/simulator/cold-start/index.ts';
import { tokenLaws } from '../../widgets/engines/simulator/llm/tokens/index.ts';
import { serviceLaws } from '../../widgets/engines/simulator/service/index.ts';
import {
  commitModes,
  delayLaws,
  processingModes,
  windowTypes,
} from '../../widgets/engines/simulator/streaming/index.ts';
import type { Variant } from '../../widgets/engines/simulator/variant.ts';
import { type ReferenceFamily, variantFamily } from './reference-entry.ts';

const asVariants = (registry: readonly unknown[]) => registry as readonly Variant[];

/** The families of choices, in the order of the index. A new family is one entry here; a new choice in one appears by itself. */
export const families: readonly ReferenceFamily[] = [
  variantFamily(
    {
      id: 'arrivals',
      title: 'Arrival processes',
      meaning: 'How the requests of a source are spread over time: arrivals.process.',
      holders: ['arrivals'],
      chooser: 'process',
    },
    asVariants(trafficProcesses),
  ),
  variantFamily(
    {
      id: 'service',
      title: 'Service times',
      meaning: 'How long a compute component works on a request or a batch: serviceTime.distribution.',
      holders: ['serviceTime'],
      chooser: 'distribution',
    },
    asVariants(serviceLaws),
  ),
  variantFamily(
    {
      id: 'batching',
      title: 'Batching modes',
      meaning: 'When waiting requests are served together: batching.mode of a modelServer.',
      holders: ['batching'],
      chooser: 'mode',
    },
    asVariants(batchingModes),
  ),
  variantFamily(
    {
      id: 'balancing',
      title: 'Balancing policies',
      meaning: 'Which replica gets a request: policy of a loadBalancer.',
      holders: [''],
      chooser: 'policy',
    },
    asVariants(balancingPolicies),
  ),
  variantFamily(
    {
      id: 'autoscaling',
      title: 'Scaling policies',
      meaning: 'Who changes the number of replicas, and by what rule: autoscaling.policy of a modelServer.',
      holders: ['autoscaling'],
      chooser: 'policy',
    },
    asVariants(autoscalingPolicies),
  ),
  variantFamily(
    {
      id: 'cold-start',
      title: 'Cold starts',
      meaning: 'How long a new replica or instance takes before it serves: coldStart.distribution.',
      holders: ['coldStart'],
      chooser: 'distribution',
    },
    asVariants(coldStartLaws),
  ),
  variantFamily(
    {
      id: 'tokens',
      title: 'Numbers of tokens',
      meaning:
        'How long prompts and answers of a language model are: promptTokens.distribution and outputTokens.distribution.',
      holders: ['promptTokens', 'outputTokens'],
      chooser: 'distribution',
    },
    asVariants(tokenLaws),
  ),
  variantFamily(
    {
      id: 'backoff',
      title: 'Retries',
      meaning: 'How long a caller waits before it tries a failed call again: retries.policy of a proxy.',
      holders: ['retries'],
      chooser: 'policy',
    },
    asVariants(backoffPolicies),
  ),
  variantFamily(
    {
      id: 'retry-budgets',
      title: 'Retry budgets',
      meaning: 'How retries stay a bounded share of the load: budget.rule of a proxy.',
      holders: ['budget'],
      chooser: 'rule',
    },
    asVariants(retryBudgets),
  ),
  variantFamily(
    {
      id: 'hedging',
      title: 'Hedged requests',
      meaning: 'When a second copy of a slow call is sent: hedge.trigger of a proxy.',
      holders: ['hedge'],
      chooser: 'trigger',
    },
    asVariants(hedgePolicies),
  ),
  variantFamily(
    {
      id: 'breakers',
      title: 'Circuit breakers',
      meaning: 'When a client stops making calls because too many of them fail: breaker.policy of a proxy.',
      holders: ['breaker'],
      chooser: 'policy',
    },
    asVariants(breakers),
  ),
  variantFamily(
    {
      id: 'throttles',
      title: 'Client throttles',
      meaning: 'How a client holds calls back while they are refused: throttle.policy of a proxy.',
      holders: ['throttle'],
      chooser: 'policy',
    },
    asVariants(throttles),
  ),
  variantFamily(
    {
      id: 'call-limits',
      title: 'Limits of calls',
      meaning: 'How many calls a client has under way at most: limit.policy of a proxy.',
      holders: ['limit'],
      chooser: 'policy',
    },
    asVariants(callLimits),
  ),
  variantFamily(
    {
      id: 'rate-limits',
      title: 'Rate limits',
      meaning: 'How a gateway holds requests to a rate: rateLimit.policy.',
      holders: ['rateLimit'],
      chooser: 'policy',
    },
    asVariants(rateLimits),
  ),
  variantFamily(
    {
      id: 'shedding',
      title: 'Load shedding',
      meaning: 'Which requests a queue gives up under load: shedding.policy of a modelServer.',
      holders: ['shedding'],
      chooser: 'policy',
    },
    asVariants(sheddingPolicies),
  ),
  variantFamily(
    {
      id: 'delivery',
      title: 'Progressive delivery',
      meaning:
        'How traffic moves to a new version, the component of "to" that delivery.version names: delivery.strategy of a router.',
      holders: ['delivery'],
      chooser: 'strategy',
    },
    asVariants(deliveryStrategies),
  ),
  variantFamily(
    {
      id: 'fault-scopes',
      title: 'Faults',
      meaning: 'What goes down together: scope of each entry of faults, which stands beside the components.',
      holders: ['faults'],
      chooser: 'scope',
    },
    asVariants(faultScopes),
  ),
  variantFamily(
    {
      id: 'outage-laws',
      title: 'Outages',
      meaning: 'When something goes down and for how long: outages.law of a fault or a link.',
      holders: ['outages', 'faults.outages'],
      chooser: 'law',
    },
    asVariants(outageLaws),
  ),
  {
    id: 'eviction',
    title: 'What leaves a cache',
    meaning: 'Which entry of a full cache makes room: policy of a cache.',
    holders: [''],
    chooser: 'policy',
    entries: evictionPolicies.map(({ name, label, meaning, source, needs, example }) => ({
      ...{ id: `eviction/${name}`, name, label, meaning, example, parameters: [] },
      notes: [source, `Needs ${needs.join(' or ')}.`],
    })),
  },
  variantFamily(
    {
      id: 'confidence',
      title: 'Confidence of small models',
      meaning:
        'Of which requests a small model is sure, so that it answers them itself: escalation.confidence.law of a device.',
      holders: ['confidence'],
      chooser: 'law',
    },
    asVariants(confidenceLaws),
  ),
  variantFamily(
    {
      id: 'rollouts',
      title: 'Rollouts',
      meaning: 'How many devices are told of an update per minute: update.rollout.rate of a device.',
      holders: ['rollout'],
      chooser: 'rate',
    },
    asVariants(rolloutRates),
  ),
  variantFamily(
    {
      id: 'event-delays',
      title: 'Delays of events',
      meaning: 'How long after it happens an event is sent on: eventDelay.distribution of an eventStream.',
      holders: ['eventDelay'],
      chooser: 'distribution',
    },
    asVariants(delayLaws),
  ),
  variantFamily(
    {
      id: 'commits',
      title: 'Commit modes',
      meaning: 'When a consumer group commits its offsets: commit.mode of a streamProcessor.',
      holders: ['commit'],
      chooser: 'mode',
    },
    asVariants(commitModes),
  ),
  variantFamily(
    {
      id: 'processing',
      title: 'Processing modes',
      meaning: 'How a job reads a log and recovers when it is no consumer group: processing.mode of a streamProcessor.',
      holders: ['processing'],
      chooser: 'mode',
    },
    asVariants(processingModes),
  ),
  variantFamily(
    {
      id: 'windows',
      title: 'Event-time windows',
      meaning: 'How event time is cut into windows: windows.type of a streamProcessor.',
      holders: ['windows'],
      chooser: 'type',
    },
    asVariants(windowTypes),
  ),
];

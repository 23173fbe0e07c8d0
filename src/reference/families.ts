import { trafficProcesses } from '../../widgets/engines/simulator/arrivals/index.ts';
import { autoscalingPolicies } from '../../widgets/engines/simulator/autoscaling/index.ts';
import { balancingPolicies } from '../../widgets/engines/simulator/balancing/index.ts';
import { batchingModes } from '../../widgets/engines/simulator/batching/index.ts';
import { coldStartLaws } from '../../widgets/engines/simulator/cold-start/index.ts';
import { tokenLaws } from '../../widgets/engines/simulator/llm/tokens/index.ts';
import { serviceLaws } from '../../widgets/engines/simulator/service/index.ts';
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
];

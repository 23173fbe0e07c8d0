import { type FormEntry, choiceItem, integerItem, listAt, numberItem, numbersAt } from './form-entry.ts';

const HPA = 'Kubernetes autoscaling/v2, HorizontalPodAutoscaler.';
const policies = listAt(
  'Policies',
  'How much may be changed in how much time; several: which counts is chosen above.',
  HPA,
  [
    choiceItem(
      'type',
      'Counts',
      ['Pods', 'Percent'],
      'Percent',
      'Whether the value is a number of replicas or a share of them in per cent.',
      HPA,
    ),
    integerItem(
      'value',
      'Change',
      { unit: '', minimum: 1, maximum: 1e6, start: 100 },
      'So many replicas or per cent at most.',
      HPA,
    ),
    integerItem(
      'periodSeconds',
      'Period',
      { unit: 'seconds', minimum: 1, maximum: 1800, start: 15 },
      'Within this time.',
      HPA,
    ),
  ],
);

const metric = (name: string) => ({ path: 'name', is: name });
const perReplica = (name: string) => ({
  ...numberItem(
    'averageValue',
    'Target per replica',
    { unit: '', minimum: 0.001, maximum: 1e9, start: 10 },
    'Value per replica that the controller aims at.',
    HPA,
  ),
  when: metric(name),
});
const metrics = listAt(
  'Metrics',
  'What the controller looks at, instead of the target utilisation; of several the one that asks for most counts.',
  HPA,
  [
    choiceItem(
      'name',
      'Metric',
      ['cpu', 'concurrency', 'requestsPerSecond', 'queueLength'],
      'concurrency',
      'What is measured.',
      HPA,
    ),
    {
      ...numberItem(
        'averageUtilization',
        'Target utilisation',
        { unit: '%', minimum: 1, maximum: 1000, start: 80 },
        'Busy share of a replica in per cent.',
        HPA,
      ),
      when: metric('cpu'),
    },
    ...['concurrency', 'requestsPerSecond', 'queueLength'].map(perReplica),
  ],
);

const sizes = { unit: 'requests', minimum: 1, maximum: 1024 } as const;

/** Lists of batching and scaling: sizes, metrics, and policies of how fast. */
export const scalingLists: readonly FormEntry[] = [
  [
    'batching.preferredBatchSizes',
    'triton',
    numbersAt(
      'Preferred sizes',
      { ...sizes, source: 'Triton preferred_batch_size.' },
      'Sizes that are started at once when so many wait.',
    ),
  ],
  [
    'batching.allowedBatchSizes',
    'tfserving',
    numbersAt(
      'Allowed sizes',
      { ...sizes, source: 'TensorFlow Serving allowed_batch_sizes.' },
      'Rising sizes that a batch is padded up to; the last is the largest batch.',
    ),
  ],
  ['autoscaling.metrics', 'hpa', metrics],
  ['autoscaling.behavior.scaleUp.policies', 'hpa', { ...policies, label: 'Policies of scaling up' }],
  ['autoscaling.behavior.scaleDown.policies', 'hpa', { ...policies, label: 'Policies of scaling down' }],
];

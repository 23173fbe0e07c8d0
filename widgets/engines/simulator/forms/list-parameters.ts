import { type FormEntry, choiceItem, component, integerItem, listAt, numberItem, numbersAt } from './form-entry.ts';
import { arrivalLists } from './arrival-lists.ts';
import { scalingLists } from './scaling-lists.ts';

const FORMAT = 'Scenario format.';
const seconds = { unit: 'seconds', minimum: 0, maximum: 1e6 } as const;
const samples = { ...seconds, source: 'Measured by whoever writes the scenario.' };
const tokens = { unit: 'tokens', minimum: 1, maximum: 1e6, source: FORMAT };

/**
 * What forms know of the keys whose values are lists or name other components, beside the parameters of the kinds: by the key that holds them and, where
 * they belong to one choice, its name. Their bounds are those of the schemas; `form-parameters.test.ts` holds the two together.
 */
export const formEntries: readonly FormEntry[] = [
  ...arrivalLists,
  [
    'shedding.classes',
    'priority',
    listAt(
      'Thresholds of the classes',
      'From which fill of the queue on a class is turned away.',
      'Google SRE book, chapter 21, criticality.',
      [
        integerItem('class', 'Class', { unit: '', minimum: 1, maximum: 255, start: 2 }, '1 is the highest.', FORMAT),
        numberItem(
          'above',
          'Turned away from',
          { unit: '', minimum: 0, maximum: 1, start: 0.8 },
          'Share of the queue that is taken.',
          FORMAT,
        ),
      ],
    ),
  ],
  [
    'weights',
    undefined,
    numbersAt(
      'Weights',
      { unit: '', minimum: 1e-6, maximum: 1e6, source: FORMAT },
      'Weights of the replicas, from the first; left out, all are alike.',
    ),
  ],
  [
    'delivery.version',
    undefined,
    component('New version', 'The component of “to” that gets more and more of the traffic.'),
  ],
  [
    'delivery.steps',
    'argoRollouts',
    listAt(
      'Steps',
      'Shares of the new version, one after the other; after the last it gets everything.',
      'Argo Rollouts, spec.strategy.canary.steps.',
      [
        numberItem(
          'setWeight',
          'Share',
          { unit: '%', minimum: 0, maximum: 100, start: 20 },
          'Per cent of the traffic.',
          FORMAT,
        ),
        numberItem(
          'pauseSeconds',
          'Pause',
          { unit: 'seconds', minimum: 0, maximum: 1e9, start: 300 },
          'How long before the next step.',
          FORMAT,
        ),
      ],
    ),
  ],
  [
    'mirror.to',
    undefined,
    component('Copies go to', 'The component that gets a copy of each request and whose answer nobody waits for.'),
  ],
  [
    'fallback.to',
    undefined,
    component('Falls back to', 'The component that is asked when a call has failed for good.'),
  ],
  ['spillOver.to', undefined, component('Spills over to', 'The component that takes what cannot be served at once.')],
  ['job', undefined, component('Batch job', 'The job whose predictions these are; left out: the only one.')],
  ['samplesSeconds', 'empirical', numbersAt('Samples', samples, 'Measured times, from which is drawn.')],
  ['samplesTokens', 'empirical', numbersAt('Samples', tokens, 'Observed numbers of tokens, from which is drawn.')],
  ['tokens', 'sequence', numbersAt('Tokens', tokens, 'Numbers of tokens in the order in which requests come.')],
  [
    'split.inputBytes',
    undefined,
    {
      ...integerItem(
        '',
        'Input',
        { unit: 'bytes', minimum: 0, maximum: 1e9, start: 150_528 },
        'Bytes of the input, sent when no layer runs here.',
        'Kang et al., Neurosurgeon, ASPLOS 2017.',
      ),
      isOptional: true,
    },
  ],
  [
    'split.layers',
    undefined,
    listAt(
      'Layers',
      'The layers of the network: the first run here, the rest where requests go on.',
      'Kang et al., Neurosurgeon, ASPLOS 2017.',
      [
        numberItem('deviceSeconds', 'Here', { ...seconds, start: 0.02 }, 'Time of the layer on the device.', FORMAT),
        numberItem(
          'cloudSeconds',
          'There',
          { ...seconds, start: 0.002 },
          'Time of the layer on the other machine.',
          FORMAT,
        ),
        integerItem(
          'outputBytes',
          'Output',
          { unit: 'bytes', minimum: 0, maximum: 1e9, start: 4000 },
          'Bytes that the layer gives.',
          FORMAT,
        ),
      ],
    ),
  ],
  [
    'split.after',
    undefined,
    {
      ...integerItem(
        '',
        'Layers here',
        { unit: 'layers', minimum: 0, maximum: 1000, start: null },
        'How many layers run here; left out, as many as are fastest.',
        FORMAT,
      ),
      isOptional: true,
    },
  ],
  [
    'group.changes',
    undefined,
    listAt('Members that come and go', 'At which moments members leave, crash or join.', FORMAT, [
      numberItem(
        'atSeconds',
        'At',
        { unit: 'seconds', minimum: 0, maximum: 1e9, start: 60 },
        'When it happens.',
        FORMAT,
      ),
      choiceItem(
        'change',
        'What happens',
        ['leave', 'crash', 'join'],
        'leave',
        'In order, without a word, or anew.',
        FORMAT,
      ),
      {
        ...integerItem(
          'member',
          'Member',
          { unit: '', minimum: 0, maximum: 100_000, start: null },
          'Which one leaves or crashes, from 0; left out, the last.',
          FORMAT,
        ),
        isOptional: true,
      },
    ]),
  ],
  [
    'processing.failuresAtSeconds',
    'microBatch',
    numbersAt(
      'Failures',
      { unit: 'seconds', minimum: 0, maximum: 1e9, source: FORMAT },
      'Moments at which the job fails besides.',
    ),
  ],
  [
    'processing.failuresAtSeconds',
    'checkpointed',
    numbersAt(
      'Failures',
      { unit: 'seconds', minimum: 0, maximum: 1e9, source: FORMAT },
      'Moments at which the job fails besides.',
    ),
  ],
  ...scalingLists,
];

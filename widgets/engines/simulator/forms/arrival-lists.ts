import { type FormEntry, integerItem, listAt, numberItem, numbersAt } from './form-entry.ts';

const FORMAT = 'Scenario format.';

/** Lists of sources: when requests come, at what rates, and of which classes. */
export const arrivalLists: readonly FormEntry[] = [
  [
    'arrivals.ratesPerSecond',
    'rateTable',
    numbersAt(
      'Rates',
      { unit: '1/s', minimum: 0, maximum: 1e6, source: FORMAT },
      'The rate in each bin, one after the other.',
    ),
  ],
  [
    'arrivals.repeat',
    'rateTable',
    {
      kind: 'boolean',
      label: 'Begins again',
      unit: '',
      default: true,
      isOptional: true,
      meaning: 'Whether the table starts again at its end; otherwise nothing comes after it.',
      source: FORMAT,
    },
  ],
  [
    'arrivals.timesSeconds',
    'trace',
    numbersAt(
      'Moments',
      { unit: 'seconds', minimum: 0, maximum: 1e9, source: FORMAT },
      'When requests come, in rising order.',
    ),
  ],
  [
    'arrivals.counts',
    'counts',
    numbersAt('Counts', { unit: 'requests', minimum: 0, maximum: 1e9, source: FORMAT }, 'How many come in each bin.'),
  ],
  [
    'arrivals.states',
    'mmpp',
    listAt(
      'States',
      'The rates that take turns, instead of quiet and burst: two at least.',
      'Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993).',
      [
        numberItem(
          'ratePerSecond',
          'Rate',
          { unit: '1/s', minimum: 0, maximum: 1e6, start: 10 },
          'Arrivals per second in this state.',
          FORMAT,
        ),
        numberItem(
          'meanSeconds',
          'Lasts',
          { unit: 'seconds', minimum: 1e-6, maximum: 1e9, start: 60 },
          'Mean time in this state.',
          FORMAT,
        ),
        {
          ...numbersAt(
            'Ways to the states',
            { unit: '', minimum: 0, maximum: 1e9, source: FORMAT },
            'Weights of the states that can follow, in their order; left out, all others alike.',
          ),
          path: 'to',
          isOptional: true,
        },
      ],
    ),
  ],
  [
    'priorities',
    undefined,
    listAt(
      'Classes of requests',
      'Which classes come and in what shares; class 1 is served first. Left out: all are of class 1.',
      FORMAT,
      [
        integerItem('class', 'Class', { unit: '', minimum: 1, maximum: 255, start: 1 }, '1 is the highest.', FORMAT),
        numberItem(
          'share',
          'Share',
          { unit: '', minimum: 0, maximum: 1e9, start: 1 },
          'Weight of this class among all.',
          FORMAT,
        ),
      ],
    ),
  ],
];

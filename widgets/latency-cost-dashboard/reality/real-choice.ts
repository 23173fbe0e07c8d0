/** What a student chooses of a real run. */
export interface RealChoice {
  readonly regime: 'realTime' | 'batch' | 'streaming';
  /** Arriving work as a share of what the server can do at most. */
  readonly load: number;
  /** Of real-time requests: one at a time, what waits up to eight, or the same with a batch window. */
  readonly batching: 'single' | 'whatWaits' | 'window';
  /** Waiting places of real-time requests; null without a limit. */
  readonly queueCapacity: number | null;
  /** Of requests and events: random arrivals, or the same rate in bursts. */
  readonly arrivals: 'poisson' | 'bursty';
  readonly durationSeconds: number;
}

/** What the form shows first. */
export const FIRST_CHOICE: RealChoice = {
  regime: 'realTime',
  load: 0.7,
  batching: 'single',
  queueCapacity: null,
  arrivals: 'poisson',
  durationSeconds: 10,
};

/** What can be chosen, with the words of the form. */
export const CHOICES = {
  regime: [
    ['realTime', 'Real-time: each request is answered by itself'],
    ['streaming', 'Streaming: events are read from a log in polls of at most eight'],
    ['batch', 'Batch: requests collect and are scored together'],
  ],
  load: [
    [0.3, '30 %'],
    [0.5, '50 %'],
    [0.7, '70 %'],
    [0.85, '85 %'],
  ],
  batching: [
    ['single', 'One request at a time'],
    ['whatWaits', 'What waits, up to eight'],
    ['window', 'Up to eight, with a batch window'],
  ],
  queueCapacity: [
    [null, 'No limit'],
    [20, '20 requests'],
    [5, '5 requests'],
  ],
  arrivals: [
    ['poisson', 'Random (Poisson)'],
    ['bursty', 'In bursts'],
  ],
  durationSeconds: [
    [4, '4 s'],
    [10, '10 s'],
    [20, '20 s'],
  ],
} as const satisfies {
  readonly [Key in keyof RealChoice]: readonly (readonly [RealChoice[Key], string])[];
};

/** Which of the choices mean something in a regime; the others are not shown. */
export function choicesOf(regime: RealChoice['regime']): readonly (keyof RealChoice)[] {
  if (regime === 'realTime') return ['regime', 'load', 'arrivals', 'batching', 'queueCapacity', 'durationSeconds'];
  if (regime === 'streaming') return ['regime', 'load', 'arrivals', 'durationSeconds'];
  return ['regime', 'load', 'durationSeconds'];
}

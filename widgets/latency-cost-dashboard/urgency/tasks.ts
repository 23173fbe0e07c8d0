import list from './tasks.json' with { type: 'json' };

/** Something a model is to predict, and how old the prediction may be when it is used. */
export interface Task {
  readonly id: string;
  readonly text: string;
  /** 95 in 100 predictions may be this old, in seconds. */
  readonly needSeconds: number;
  readonly ratePerSecond: number;
  /** Mean time of one prediction. */
  readonly serviceSeconds: number;
  /** Why the need is what it is: said after the choice. */
  readonly because: string;
}

export const tasks: readonly Task[] = list;

/** How soon a prediction is made; the classes are those of the course's article on platforms: now, soon, later. */
export const urgencies = [
  { id: 'now', label: 'Now', strategy: 'real-time', meaning: 'somebody waits for the answer' },
  { id: 'soon', label: 'Soon', strategy: 'streaming', meaning: 'as the events come, within seconds' },
  { id: 'later', label: 'Later', strategy: 'batch', meaning: 'all together, every hour' },
] as const;

export type Urgency = (typeof urgencies)[number]['id'];

import type { Challenge } from './challenges/challenge.ts';

export interface BuilderProps {
  /** Address of the widget data file; null for the built-in pipeline. */
  readonly data: string | null;
  readonly course: string;
  readonly lesson: string;
  /** Address of the site's root, with a slash at its end. */
  readonly base: string;
  /** What the lesson sets to be done at this builder. */
  readonly challenges?: readonly Challenge[];
  /** Which of the builders with the same data file on the page this is, from 1. */
  readonly nth?: number;
}

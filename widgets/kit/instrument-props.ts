import type { Component } from 'svelte';
import type { Parsed } from './problem.ts';

/** What a lesson page gives an instrument that is made from a data file. */
export interface DataInstrumentProps {
  /** Address of the data file; null when the lesson names none. */
  readonly data: string | null;
  readonly course: string;
  readonly lesson: string;
  /** Address of the site's root, with its closing slash. */
  readonly base: string;
}

/** What every data file says. */
export interface InstrumentData {
  readonly title: string;
  readonly intro?: string | undefined;
}

/** What the part that runs in the browser is given. */
export interface InstrumentProps<Data> extends Omit<DataInstrumentProps, 'data'> {
  readonly data: Data;
  /** Address of the data file: the name of this instrument in the learner's record. */
  readonly widget: string;
}

/** The part of an instrument that is fetched when the page reaches it. */
export interface InstrumentCode<Data> {
  readonly parse: (input: unknown) => Parsed<Data>;
  readonly instrument: Component<InstrumentProps<Data>>;
}

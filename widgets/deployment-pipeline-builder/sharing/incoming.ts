import type { ReadScenario } from './read-scenario.ts';

/** Something that came from outside and waits for its reader's word. */
export interface Incoming {
  /** `link`: it stands in the address of the page. */
  readonly origin: 'link' | 'file';
  /** The file's name, or what to call the link. */
  readonly name: string;
  /** What came, as it came: so that nothing is thrown away. */
  readonly text: string;
  readonly read: ReadScenario;
}

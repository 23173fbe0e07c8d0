import type { WidgetData } from './widget-data.ts';

/** What the part of the dashboard that runs in the browser is given. */
export interface WorkbenchProps {
  readonly data: WidgetData;
  /** Address of the data file: the name of this instrument in the learner's record. */
  readonly widget: string;
  readonly course: string;
  readonly lesson: string;
  /** Address of the site's root, with its closing slash. */
  readonly base: string;
}

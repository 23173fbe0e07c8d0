import type { WidgetData } from './widget-data.ts';

/** What the part of the lab that runs in the browser is given. */
export interface LabProps {
  readonly data: WidgetData;
  /** Address of the site's root, with its closing slash. */
  readonly base: string;
}

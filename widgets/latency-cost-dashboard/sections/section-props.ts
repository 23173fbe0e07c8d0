import type { Component } from 'svelte';
import type { SimulatorClient } from '../../engines/simulator/client.ts';
import type { LearnerRecord } from '../../engines/record/index.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Outcome } from '../comparing/outcome.ts';
import type { DashboardState } from '../comparing/state.ts';
import type { WidgetData } from '../widget-data.ts';

/** What every section of the dashboard is given. */
export interface SectionProps {
  readonly data: WidgetData;
  /** The curve of the data file's model that the outcomes were simulated with. */
  readonly curve: ServiceCurve;
  /** In the order in which the student put them, six at most. */
  readonly outcomes: readonly Outcome[];
  readonly baselineId: string;
  /** What 95 of 100 are to be done within. */
  readonly limitSeconds: number;
  /** False while newer results are on their way. */
  readonly isCurrent: boolean;
  /** Runs on it take turns with the comparison's. */
  readonly client: SimulatorClient;
  readonly state: DashboardState;
  /** Puts another state in place; the comparison runs again where it has to, and the student can undo it, changes of the same tag together. */
  readonly change: (state: DashboardState, tag?: string) => void;
  /** Takes down which section or view is looked at. */
  readonly look: (at: Pick<DashboardState, 'section' | 'view'>) => void;
  readonly record: LearnerRecord;
  readonly place: { readonly course: string; readonly lesson: string; readonly widget: string };
  /** Address of the site's root, with its closing slash. */
  readonly base: string;
  readonly announce: (text: string) => void;
}

/** One tab. Its code comes when it is first chosen, and it stands in the page only while it is. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly load: () => Promise<{ readonly default: Component<SectionProps> }>;
}

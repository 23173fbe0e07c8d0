import { type LearnerState, recordKey } from '../../engines/record/index.ts';
import type { WidgetData } from '../widget-data.ts';
import { type DashboardState, initialState, parseDashboardState } from './state.ts';

interface Place {
  readonly course: string;
  readonly lesson: string;
  readonly widget: string;
}

/** What the learner last compared here; what the instrument starts with where there is nothing, or nothing that fits its data file any more. */
export function keptState(record: LearnerState, { course, lesson, widget }: Place, data: WidgetData): DashboardState {
  const kept = record.comparisons.get(recordKey(course, lesson, widget));
  const parsed = kept && parseDashboardState(kept.comparison, data);
  return parsed?.ok ? parsed.value : initialState(data);
}

/** Milliseconds of quiet after a change before it is written: a drag is one event in the log. */
const quietMs = 600;

/** Writes states to the record, the last of each burst. */
export class StateKeeper {
  readonly #write: (state: DashboardState) => void;
  #waiting: DashboardState | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(write: (state: DashboardState) => void) {
    this.#write = write;
  }

  keep(state: DashboardState): void {
    this.#waiting = state;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), quietMs);
  }

  /** Writes now what still waits, for example when the page is left. */
  flush(): void {
    clearTimeout(this.#timer);
    const state = this.#waiting;
    this.#waiting = undefined;
    if (state) this.#write(state);
  }
}

import type { Sorted } from './sort-task.ts';
import type { Task } from './tasks.ts';

/** What was sorted so far: it stays while the student looks at other sections. */
export class UrgencySession {
  sorted: Readonly<Record<string, Sorted>> = $state.raw({});
  /** Id of the task that runs. */
  running: string | null = $state(null);
  failure = $state('');

  keep(task: Task, sorted: Sorted): void {
    this.sorted = { ...this.sorted, [task.id]: sorted };
  }
}

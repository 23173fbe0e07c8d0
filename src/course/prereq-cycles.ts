/** The lessons that a lesson asks for, by lesson. */
export type PrereqGraph = ReadonlyMap<string, readonly string[]>;

interface Step {
  readonly id: string;
  /** How many of its prerequisites have been followed. */
  followed: number;
}

/**
 * The cycles that a depth-first walk meets, each as the ids along it, beginning and ending with the same one. There is at least one for each group
 * of lessons that require one another; when none is left, no lesson requires itself by any way. The walk keeps its own stack, so that length is no limit.
 */
export function findPrereqCycles(graph: PrereqGraph): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  for (const start of graph.keys()) {
    if (finished.has(start)) continue;
    const steps: Step[] = [{ id: start, followed: 0 }];
    const onPath = new Map([[start, 0]]);
    while (steps.length > 0) {
      const step = steps.at(-1)!;
      const next = graph.get(step.id)?.[step.followed++];
      if (next === undefined) {
        finished.add(step.id);
        onPath.delete(step.id);
        steps.pop();
        continue;
      }
      const from = onPath.get(next);
      if (from !== undefined) cycles.push([...steps.slice(from).map(({ id }) => id), next]);
      else if (graph.has(next) && !finished.has(next)) {
        onPath.set(next, steps.length);
        steps.push({ id: next, followed: 0 });
      }
    }
  }
  return cycles;
}

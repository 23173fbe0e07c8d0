import { formatProblem } from '../../../widgets/kit/problem.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';

/** The scenario, or a failed test that says why it was refused. */
export function accept(input: unknown): Scenario {
  const parsed = parseScenario(input);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.problems.map(formatProblem).join('\n'));
}

interface Station {
  readonly arrivals: unknown;
  readonly server: Readonly<Record<string, unknown>>;
  readonly run: Readonly<Record<string, unknown>>;
}

/** Traffic in front of one model server called `model`. */
export function station({ arrivals, server, run }: Station): Scenario {
  return accept({
    title: 'One station',
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'modelServer', ...server },
    ],
    run,
  });
}

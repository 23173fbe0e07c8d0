import type { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { simulate } from '../../../widgets/engines/simulator/simulate.ts';

/** The whole result of a scenario as text, every digit of it: equal texts mean equal bits. */
export function resultText(
  scenario: unknown,
  engine: { parseScenario: typeof parseScenario; simulate: typeof simulate },
): string {
  const parsed = engine.parseScenario(scenario);
  if (!parsed.ok) return JSON.stringify(parsed.problems);
  try {
    return JSON.stringify(engine.simulate(parsed.value));
  } catch (error) {
    return String(error);
  }
}

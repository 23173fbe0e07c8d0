import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { formatNumber } from '../../kit/format.ts';
import { formatProblem } from '../../kit/problem.ts';
import { setNumber } from '../setting-path.ts';
import type { NumberPlace } from './number-places.ts';

/** Why what was typed cannot be the number at this place; undefined when it can. */
export function findFault(scenario: Scenario, place: NumberPlace, text: string): string | undefined {
  const { minimum, maximum, isWhole, label, value: before } = place;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const kind = isWhole ? 'a whole number' : 'a number';
  if (!Number.isFinite(value) || value < minimum || value > maximum || (isWhole && !Number.isInteger(value)))
    return `${label}: expected ${kind} from ${formatNumber(minimum)} to ${formatNumber(maximum)}, found ${text.trim() || 'nothing'}. It stays ${formatNumber(before)}.`;
  // The rest of the scenario may forbid what the range allows, such as a warm-up longer than the run.
  const changed = structuredClone(scenario);
  setNumber(changed, place.path.split('.'), value);
  const parsed = parseScenario(changed);
  return parsed.ok ? undefined : `${parsed.problems.map(formatProblem).join(' ')} It stays ${formatNumber(before)}.`;
}

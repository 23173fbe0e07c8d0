import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import { judgeObjectives } from '../../widgets/engines/simulator/objectives.ts';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { formatProblem } from '../../widgets/kit/problem.ts';

const folder = 'content/scenarios';
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const curve = parseServiceCurve(JSON.parse(readFileSync('public/models/titanic-mlp.curve.json', 'utf8')));
if (!curve.ok) throw new Error('The recorded curve cannot be read.');
const curves = { 'titanic-mlp': curve.value };

describe('the scenarios of the course', () => {
  it.each(names)('%s keeps its claim', (name) => {
    const parsed = parseScenario(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([]);
    if (!parsed.ok) return;
    const scenario = parsed.value;
    expect(scenario.claim?.length).toBeGreaterThan(20);
    expect(scenario.claimHolds.length).toBeGreaterThan(0);
    const result = simulate(scenario, { curves });
    const broken = judgeObjectives(scenario.claimHolds, result).filter(({ met }) => !met);
    expect(broken).toEqual([]);
    const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = result.requests;
    expect(completed + rejected + throttled + timedOut + failed + inSystem).toBe(offered);
  });
});

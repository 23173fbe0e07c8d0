import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readTrace } from '../../../widgets/engines/simulator/arrivals/trace-formats/index.ts';
import type { Trace } from '../../../widgets/engines/simulator/arrivals/trace-formats/trace-format.ts';
import { neededTraces, withTraces } from '../../../widgets/engines/simulator/arrivals/with-traces.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { Refusal, refuse } from './refusal.ts';

function readText(path: string, component: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Refusal([
      `${component}.arrivals.file: expected a trace file that can be read, but ${isMissing ? `there is no ${path}` : (error as Error).message}. Write its path from the folder of the scenario.`,
    ]);
  }
}

/** The scenario with the moments of its trace files in their place. Paths are from the scenario's folder, or from here when it came on standard input. */
export function readTraces(scenario: Scenario, scenarioFile: string): Scenario {
  const folder = scenarioFile === '-' ? '.' : dirname(scenarioFile);
  const needed = neededTraces(scenario);
  if (needed.length === 0) return scenario;
  const traces = new Map<string, Trace>();
  for (const { component, file, only } of needed) {
    const read = readTrace(readText(resolve(folder, file), component), only);
    if (!read.ok) refuse(`${component}.arrivals.file: ${file} was refused:`, read.problems);
    traces.set(component, read.value);
  }
  return withTraces(scenario, traces);
}

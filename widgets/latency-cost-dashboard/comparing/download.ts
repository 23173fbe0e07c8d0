import type { Simulated } from './outcome.ts';

/** A file for the student. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The scenario with the seed and the replications that its figures on the screen come from: the command line gives the same figures for it. */
export function scenarioFile({ alternative, result }: Simulated): TextFile {
  const { id, scenario } = alternative;
  const run = { ...scenario.run, seed: result.seed, replications: result.replications };
  return { name: `${id}.json`, text: json({ ...scenario, run }) };
}

/** The service curves that the scenario draws from, each as a file for `--curve`. */
export function curveFiles({ alternative }: Simulated): TextFile[] {
  return Object.entries(alternative.curves).map(([model, curve]) => ({
    name: `${model}.curve.json`,
    text: json({ ...curve, model }),
  }));
}

/** What to type to get the same figures from the command line. */
export function commandFor(outcome: Simulated): string {
  const curves = curveFiles(outcome).map(({ name }) => ` --curve ${name}`);
  return `npm run --silent simulate -- ${scenarioFile(outcome).name}${curves.join('')}`;
}

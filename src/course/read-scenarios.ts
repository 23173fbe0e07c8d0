import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A scenario of the course as its author wrote it; its name is its file's. */
export interface ScenarioFile {
  readonly id: string;
  readonly scenario: unknown;
}

/** The scenarios of a folder, by name; none where there is no such folder. That each runs and keeps its claim is for the tests to say. */
export function readScenarios(folder: string): ScenarioFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      id: file.replace(/\.json$/, ''),
      scenario: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    }));
}

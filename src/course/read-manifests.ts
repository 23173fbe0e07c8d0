import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelManifest, parseManifest } from '../../widgets/engines/inference/manifest.ts';
import { parseModelList } from '../../widgets/engines/inference/model-list.ts';
import { formatProblem, type Parsed } from '../../widgets/kit/problem.ts';

/** The manifests of the models in a folder, in the order of its list; none where there is no list. The course's check has held them against their files. */
export function readManifests(folder: string): ModelManifest[] {
  const list = join(folder, 'index.json');
  if (!existsSync(list)) return [];
  return accepted(list, parseModelList).models.map(({ id }) => accepted(join(folder, `${id}.json`), parseManifest));
}

function accepted<Value>(file: string, parse: (input: unknown) => Parsed<Value>): Value {
  const parsed = parse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problems.map(formatProblem).join(' ')}`);
  return parsed.value;
}

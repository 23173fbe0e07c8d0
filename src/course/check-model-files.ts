import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { type ModelManifest, parseManifest } from '../../widgets/engines/inference/manifest.ts';
import { parseModelList } from '../../widgets/engines/inference/model-list.ts';
import type { Parsed, Problem } from '../../widgets/kit/problem.ts';
import type { Finding } from './finding.ts';
import { LineIndex } from './line-index.ts';
import { displayPath } from './read-lessons.ts';
import { locate, type Path } from './yaml-path.ts';

export interface ReadManifest {
  readonly file: string;
  readonly manifest: ModelManifest;
}

/** A JSON file that was read, with the places of its keys. */
interface JsonFile<Value> {
  readonly value?: Value;
  readonly findings: readonly Finding[];
  readonly faultAt: (problem: Problem) => Finding;
}

const listName = 'index.json';
const runModels = 'Run `npm run models` and commit what it writes.';

/** Checks every manifest in a folder against its `.onnx` file, the cards and the list, and every `.onnx` file for its manifest. */
export function checkModelFiles(
  folder: string,
  known: { readonly cardIds: readonly string[]; readonly dataIds: readonly string[] },
): { readonly findings: readonly Finding[]; readonly manifests: readonly ReadManifest[] } {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const findings: Finding[] = [];
  const manifests: ReadManifest[] = [];
  for (const name of names) {
    // `titanic-mlp.curve.json` and `titanic.held-out.json` are no manifests.
    if (!/^[^.]+\.json$/.test(name) || name === listName) continue;
    const file = join(folder, name);
    const read = readJson(file, parseManifest);
    findings.push(...read.findings);
    if (read.value === undefined) continue;
    manifests.push({ file: displayPath(file), manifest: read.value });
    findings.push(...manifestFaults(read.value, folder, basename(name, '.json'), known).map(read.faultAt));
  }
  const described = new Set(manifests.map(({ manifest }) => manifest.file));
  const broken = new Set(findings.map(({ file }) => basename(file, '.json')));
  for (const name of names)
    if (name.endsWith('.onnx') && !described.has(name) && !broken.has(basename(name, '.onnx')))
      findings.push(strayFile(join(folder, name)));
  // Where a manifest cannot be read, the list would only be reported for that again.
  const isWhole = manifests.length > 0 && !findings.some(({ file }) => file.endsWith('.json'));
  if (isWhole) findings.push(...checkList(join(folder, listName), manifests));
  return { findings, manifests };
}

function* manifestFaults(
  manifest: ModelManifest,
  folder: string,
  id: string,
  { cardIds, dataIds }: { readonly cardIds: readonly string[]; readonly dataIds: readonly string[] },
): Generator<Problem> {
  const fault = (path: string, expected: string, found: string, fix = runModels): Problem => ({
    path,
    expected,
    found,
    fix,
  });
  if (manifest.id !== id) yield fault('id', `"${id}", as the file is named`, JSON.stringify(manifest.id));
  if (!cardIds.includes(manifest.card))
    yield fault(
      'card',
      'the id of a model card',
      JSON.stringify(manifest.card),
      `Add content/models/${manifest.card}.md.`,
    );
  if (!dataIds.includes(manifest.data.card))
    yield fault(
      'data.card',
      'the id of a data card',
      JSON.stringify(manifest.data.card),
      `Add content/models/data/${manifest.data.card}.md.`,
    );
  const path = join(folder, manifest.file);
  if (manifest.file.includes('/') || !existsSync(path)) {
    yield fault('file', 'a file beside the manifest', `no file ${JSON.stringify(manifest.file)}`);
    return;
  }
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== manifest.bytes)
    yield fault('bytes', `${bytes.length}, the size of ${manifest.file}`, String(manifest.bytes));
  if (sha256 !== manifest.sha256) yield fault('sha256', `${sha256}, that of ${manifest.file}`, manifest.sha256);
}

function checkList(file: string, manifests: readonly ReadManifest[]): readonly Finding[] {
  const read = readJson(file, parseModelList);
  if (read.value === undefined) return read.findings;
  const line = ({
    id,
    card,
    title,
    precision,
    bytes,
  }: Pick<ModelManifest, 'id' | 'card' | 'title' | 'precision' | 'bytes'>) =>
    JSON.stringify([id, card, title, precision, bytes]);
  const listed = read.value.models.map(line).sort();
  const expected = manifests.map(({ manifest }) => line(manifest)).sort();
  if (listed.join() === expected.join()) return [];
  const one = listed.find((text) => !expected.includes(text)) ?? expected.find((text) => !listed.includes(text));
  return [
    read.faultAt({
      path: 'models',
      expected: 'the models whose manifests are beside it, as those describe them',
      found: `another list (${one})`,
      fix: runModels,
    }),
  ];
}

function readJson<Value>(path: string, parse: (input: unknown) => Parsed<Value>): JsonFile<Value> {
  const file = displayPath(path);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // JSON is YAML; read as that, every key has its place.
  const document = parseDocument(text);
  const lines = new LineIndex(text);
  const faultAt = ({ path: key, expected, found, fix }: Problem): Finding => {
    const position = lines.positionOf(locate(document, segments(key)).offset);
    return { severity: 'error', file, ...position, path: key, expected, found, fix };
  };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    const found = text === '' ? 'no file, or an empty one' : 'text that is no JSON';
    return { findings: [faultAt({ path: '', expected: 'a JSON file', found, fix: runModels })], faultAt };
  }
  const parsed = parse(data);
  return parsed.ok
    ? { value: parsed.value, findings: [], faultAt }
    : { findings: parsed.problems.map(faultAt), faultAt };
}

/** `input.features[1].label` as keys and indexes. */
function segments(path: string): Path {
  return (path.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function strayFile(path: string): Finding {
  return {
    severity: 'error',
    file: displayPath(path),
    line: 1,
    column: 1,
    path: '',
    expected: 'a manifest of the same name beside each model',
    found: 'none',
    fix: 'Delete the file, or add its recipe to src/tools/models/recipes and run `npm run models`.',
  };
}

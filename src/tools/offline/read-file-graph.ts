import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type FileGraph, isHashed, isOnDemand } from '../../../widgets/engines/offline/file-graph.ts';

/** A built file: its path below the site's folder, and its text where it may name others. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/** The graph of the files in a built site's folder. */
export async function readFileGraph(folder: string): Promise<FileGraph> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const digest = createHash('sha256');
  const files: BuiltFile[] = [];
  for (const path of paths) {
    const body = await readFile(join(folder, path));
    digest.update(`${path}\0`).update(createHash('sha256').update(body).digest());
    if (isPart(path))
      files.push({ path, text: isOnDemand(path) || path.endsWith('.woff2') ? '' : body.toString('utf8') });
  }
  return { build: digest.digest('hex').slice(0, 16), ...connect(files) };
}

/** What a page may need; hosts' own files and what the service worker itself consists of are left out. */
function isPart(path: string): boolean {
  return /\.(js|mjs|css|json|svg|woff2|wasm|onnx)$/.test(path) && !/^(service-worker\.js$|offline\/)/.test(path);
}

/**
 * Which file names which. Scripts and styles name hashed files by their last part (`./Quiz.CtwsJsj1.js`); everything names other files by their path
 * (`models/index.json`), or a model by its id alone (`"titanic-mlp"`), which stands for all files whose name begins with it.
 */
export function connect(files: readonly BuiltFile[]): Pick<FileGraph, 'files' | 'needs'> {
  const paths = files.map(({ path }) => path);
  const byName = new Map<string, number[]>();
  const add = (name: string, index: number) => byName.set(name, [...(byName.get(name) ?? []), index]);
  paths.forEach((path, index) => {
    const last = path.split('/').at(-1)!;
    add(path, index);
    if (isHashed(path)) add(last, index);
    else add(`"${last.split('.')[0]!}"`, index);
  });
  const needs = files.map(({ text }, own) => {
    const found = new Set<number>();
    for (const name of namesIn(text)) for (const index of byName.get(name) ?? []) if (index !== own) found.add(index);
    return [...found].sort((a, b) => a - b);
  });
  return { files: paths, needs };
}

/** Everything in a text that could be a file's path, its last part, or an id in quotation marks. */
function* namesIn(text: string): Generator<string> {
  for (const [name] of text.matchAll(/[\w@~%.-]+(?:\/[\w@~%.-]+)*\.(?:js|mjs|css|json|svg|woff2|wasm|onnx)\b/g)) {
    yield name.replace(/^(\.\.?\/)+/, '');
    yield name.split('/').at(-1)!;
  }
  for (const [, id] of text.matchAll(/["'`]([\w-]+)["'`]/g)) yield `"${id}"`;
}

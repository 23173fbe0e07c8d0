/** The files of a built site besides its pages, and which of them each one needs. Written by `src/tools/offline/file-graph.ts`. */
export interface FileGraph {
  /** Differs from build to build: a digest of everything that was built. */
  readonly build: string;
  /** Paths below the site's folder. */
  readonly files: readonly string[];
  /** By index of `files`: the indexes of the files that it names. */
  readonly needs: readonly (readonly number[])[];
}

/** Files whose name carries a digest of their content: what is kept under such a name is never out of date. */
export const isHashed = (path: string): boolean => path.startsWith('_astro/');

/** Models and the runtime: megabytes that a reader has to ask for. They are kept when they came, and never fetched in advance. */
export const isOnDemand = (path: string): boolean => /\.(wasm|onnx)$/.test(path);

const named = /[\w@~%.-]+(?:\/[\w@~%.-]+)+/g;

/** All files that a page needs, however deep. `isWhole` is false where it names a hashed file that the graph does not have: page and graph are of two builds. */
export function filesOfPage(
  html: string,
  sitePath: string,
  graph: FileGraph,
): { readonly files: string[]; readonly isWhole: boolean } {
  const indexes = new Map(graph.files.map((path, index) => [path, index]));
  const prefix = sitePath.replace(/^\//, '');
  const reached = new Set<number>();
  let isWhole = true;
  for (const [name] of html.matchAll(named)) {
    const path = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    const index = indexes.get(path);
    if (index !== undefined) reached.add(index);
    else if (isHashed(path)) isWhole = false;
  }
  // A set is walked on into what is added to it meanwhile.
  for (const index of reached) for (const next of graph.needs[index] ?? []) reached.add(next);
  return { files: [...reached].map((index) => graph.files[index]!), isWhole };
}

/** The words of a JSON text: text in quotation marks, what builds the tree, ends of lines, and numbers, true, false, null. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g;

interface Level {
  readonly path: string;
  readonly isList: boolean;
  /** Of a list: the item that comes next. */
  index: number;
  isKeyNext: boolean;
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

/** The line, from 1, of every key and list item of a JSON text, by its path as people write it: `instances.m5.xlarge`, `tiers[0].from`. */
export function linesOfJson(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const levels: Level[] = [];
  let line = 1;
  /** Of the value that comes next. */
  let path = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '\n') {
      line++;
      continue;
    }
    if (token === '}' || token === ']') {
      levels.pop();
      continue;
    }
    if (token === ':') continue;
    if (token === ',') {
      if (!level) continue;
      level.index++;
      level.isKeyNext = !level.isList;
      continue;
    }
    if (level?.isKeyNext) {
      path = join(level.path, JSON.parse(token) as string);
      lines.set(path, line);
      level.isKeyNext = false;
      continue;
    }
    if (level?.isList) {
      path = `${level.path}[${level.index}]`;
      lines.set(path, line);
    }
    if (token === '{' || token === '[')
      levels.push({ path, isList: token === '[', index: 0, isKeyNext: token === '{' });
  }
  return lines;
}

/** The line of the path, or of the nearest thing around it that is in the text: a key that is missing is missing there. */
export function lineOfPath(lines: ReadonlyMap<string, number>, path: string): number {
  for (let end = path.length; end > 0; end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
    const line = lines.get(path.slice(0, end));
    if (line !== undefined) return line;
  }
  return 1;
}

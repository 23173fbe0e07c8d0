import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly words: string;
  readonly megabytes: number;
}

function allProcesses(): Process[] {
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ id: Number(id), parent: number('PPid'), words, megabytes: number('RssAnon') / 1000 }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

/** The memory of its own that the pages and workers of the browser with this profile take now, in megabytes. Linux only: it is read from `/proc`. */
export function memoryOfPages(profile: string): number {
  const processes = allProcesses();
  const ids = new Set(
    processes.filter(({ words }) => words.includes(`--user-data-dir=${profile}`)).map(({ id }) => id),
  );
  for (let size = -1; size !== ids.size; ) {
    size = ids.size;
    for (const { id, parent } of processes) if (ids.has(parent)) ids.add(id);
  }
  return processes
    .filter(({ id, words }) => ids.has(id) && words.includes('--type=renderer'))
    .reduce((sum, { megabytes }) => sum + megabytes, 0);
}

/** The greatest memory during a piece of work beyond what there was before it, in megabytes. */
export async function memoryDuring<Result>(profile: string, work: () => Promise<Result>) {
  const before = memoryOfPages(profile);
  let greatest = before;
  const look = () => {
    greatest = Math.max(greatest, memoryOfPages(profile));
  };
  const timer = setInterval(look, 50);
  try {
    const result = await work();
    look();
    return { result, megabytes: greatest - before };
  } finally {
    clearInterval(timer);
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory that the page's processes hold for themselves (Linux: `RssAnon` and what they share among each other, of `/proc/PID/status`), in bytes: all
 * Chromium renderers below this process, workers included, which run in the renderer of their page. Null on other systems.
 */
export function rendererMemoryBytes(): number | null {
  const processes = readAll();
  if (!processes) return null;
  const own = new Set([process.pid]);
  // A child can stand before its parent in the list, so it is gone through until nothing is added.
  for (let before = 0; before < own.size; ) {
    before = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  const renderers = processes.filter(({ pid, command }) => own.has(pid) && command.includes('--type=renderer'));
  return renderers.reduce((sum, { residentBytes }) => sum + residentBytes, 0);
}

function readAll() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const status = readFileSync(`/proc/${name}/status`, 'utf8');
          const kilobytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
          return [
            {
              pid: Number(name),
              parent: kilobytes('PPid'),
              command: readFileSync(`/proc/${name}/cmdline`, 'utf8'),
              residentBytes: 1024 * (kilobytes('RssAnon') + kilobytes('RssShmem')),
            },
          ];
        } catch {
          return []; // It ended while the list was read.
        }
      });
  } catch {
    return null; // No /proc.
  }
}

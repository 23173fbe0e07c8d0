import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Workload } from './workloads.ts';

/** The reference in C, an event-driven simulation of the same work without any features, compiled for this machine. */
export interface ReferenceProgram {
  /** Seconds for one warm run. */
  measure(workload: Workload): number;
}

const DEFAULT_SOURCE = '../shared/bench/reference-des.c';

/** Undefined when there is no source or no compiler. */
export function compileReference(source = DEFAULT_SOURCE): ReferenceProgram | undefined {
  if (!existsSync(source)) return undefined;
  const program = join(mkdtempSync(join(tmpdir(), 'slipway-bench-')), 'reference');
  const compiler = ['gcc', 'cc', 'clang'].find((name) => {
    try {
      execFileSync(name, ['-O3', '-march=native', resolve(source), '-lm', '-o', program], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (!compiler) return undefined;
  return {
    measure({ name, requests }) {
      const lines = execFileSync(program, [name, String(requests), '3'], { encoding: 'utf8' })
        .trim()
        .split('\n');
      return (JSON.parse(lines.at(-1)!) as { sim_s: number }).sim_s;
    },
  };
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const faulty = mkdtempSync(join(tmpdir(), 'faulty-'));
cpSync(join(root, 'test/fixtures/course'), faulty, { recursive: true });
cpSync(join(root, 'test/fixtures/faults'), join(faulty, 'lessons/faults'), { recursive: true });
afterAll(() => rmSync(faulty, { recursive: true }));

function run(contentFolder: string, ...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['src/tools/check-content.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SLIPWAY_CONTENT: contentFolder },
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe('check-content', () => {
  it('passes a course with warnings only, unless it is strict', () => {
    expect(run('test/fixtures/course').status).toBe(0);
    expect(run('test/fixtures/course', '--strict').status).toBe(1);
  });

  it('fails a course with errors and names every file that has one', () => {
    const { status, lines } = run(faulty);
    expect(status).toBe(1);
    const files = new Set(lines.flatMap((line) => /faults\/([\w-]+)\.md:\d+:\d+ error/.exec(line)?.[1] ?? []));
    expect(files.size).toBe(16);
    expect(lines.at(-1)).toMatch(/^19 lessons checked: \d+ errors, \d+ warnings\.$/);
  });

  it('refuses an argument that it does not know', () => {
    expect(run('test/fixtures/course', '--stirct').status).toBe(2);
  });
});

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { simulate } from './run-simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-traces-'));
afterAll(() => rmSync(folder, { recursive: true }));

function scenarioWith(arrivals: object, name: string): string {
  const file = join(folder, name);
  const scenario = {
    components: [
      { id: 'chat', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 } },
    ],
    run: { durationSeconds: 60, replications: 2 },
  };
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

describe('simulate with a trace file', () => {
  copyFileSync(new URL('../fixtures/traces/azure-llm-conv.csv', import.meta.url), join(folder, 'conv.csv'));

  test('simulate replays a trace that lies beside the scenario', async () => {
    const { code, stdout, stderr } = await simulate([
      scenarioWith({ process: 'trace', file: 'conv.csv' }, 'a.json'),
      '--json',
    ]);
    expect(stderr + code).toBe('0');
    expect(JSON.parse(stdout).requests).toMatchObject({ offered: 68, completed: 68 });
  });

  test('simulate refuses a missing trace, and one with a fault, with its line', async () => {
    const missing = await simulate([scenarioWith({ process: 'trace', file: 'nothing.csv' }, 'b.json')]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('chat.arrivals.file: expected a trace file that can be read');
    writeFileSync(join(folder, 'wrong.csv'), 'timeSeconds\n1\ntwo\n');
    const wrong = await simulate([scenarioWith({ process: 'trace', file: 'wrong.csv' }, 'c.json')]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('line 3: expected a number of at least 0 as timeSeconds, found "two"');
  });
});

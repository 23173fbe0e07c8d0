import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Alarm } from '../../src/tools/reality/alarm.ts';
import { HttpService } from '../../src/tools/reality/http-service.ts';
import { ModelThread } from '../../src/tools/reality/model-thread.ts';
import { readModel, threadInput } from '../../src/tools/reality/read-model.ts';
import { runInProcess } from '../../src/tools/reality/run-in-process.ts';
import { runOverHttp } from '../../src/tools/reality/run-over-http.ts';
import { runOnPaper } from '../../widgets/engines/simulator/reality/on-paper.ts';
import { OUTCOME } from '../../widgets/engines/simulator/reality/run-record.ts';
import { accept, planOf, realTimeScenario } from '../engines/simulator/reality/plan.ts';

const server = { serviceTime: { distribution: 'measured', model: 'titanic-mlp' } } as const;
const input = threadInput(readModel('titanic-mlp'), 64);

describe('a real run', () => {
  it('in process answers every request, one after the other, and nothing earlier than on paper', async () => {
    const plan = planOf(realTimeScenario(server, { durationSeconds: 1.5 }));
    const [thread, alarm] = [await ModelThread.open(input), new Alarm()];
    const record = await runInProcess(plan, thread, alarm);
    await Promise.all([thread.end(), alarm.end()]);
    expect(new Set(record.outcome)).toEqual(new Set([OUTCOME.answered]));
    const { batchStartedSeconds: started, batchEndedSeconds: ended, modelSeconds } = record;
    expect(started.length).toBe(plan.arrivalSeconds.length);
    started.forEach((at, batch) => {
      expect(at).toBeGreaterThanOrEqual(batch === 0 ? 0 : ended[batch - 1]!);
      // The model's own clock is another: they may differ by a step of each, some microseconds.
      expect(ended[batch]! - at).toBeGreaterThan(modelSeconds[batch]! - 1e-4);
    });
    // On paper nothing is late, so with the same batch times every answer comes at least as early: whatever the machine did meanwhile.
    const paper = runOnPaper(plan, (batch) => ended[batch]! - started[batch]!);
    record.answeredSeconds.forEach((at, request) => {
      expect(at).toBeGreaterThanOrEqual(paper.answeredSeconds[request]! - 1e-9);
    });
    for (const late of record.sentLateSeconds) expect(late).toBeGreaterThanOrEqual(0);
  });

  it('over HTTP batches what waits, and turns away what finds the queue full', async () => {
    const scenario = accept(
      realTimeScenario(
        { ...server, batching: { mode: 'triton', maxBatchSize: 4, maxDelaySeconds: 0.1 }, queueCapacity: 2 },
        { durationSeconds: 1.5 },
      ),
    );
    const plan = planOf(scenario);
    const [service, alarm] = [await HttpService.open(input), new Alarm()];
    const record = await runOverHttp(scenario, plan, service, alarm);
    await Promise.all([service.end(), alarm.end()]);
    const count = (outcome: number) => record.outcome.filter((one) => one === outcome).length;
    // A batch of 4 needs four that wait, and there are two waiting places: batches are of 2, or of 3 where the third starts them; 6 come in a window.
    expect(Math.max(...record.batchSizes)).toBeLessThanOrEqual(3);
    expect(count(OUTCOME.rejected)).toBeGreaterThan(0);
    expect(count(OUTCOME.answered) + count(OUTCOME.rejected)).toBe(plan.arrivalSeconds.length);
    expect(record.batchSizes.reduce((sum, size) => sum + size, 0)).toBe(count(OUTCOME.answered));
  });
});

describe('Alarm', () => {
  it('rings once, not before its time, and only for what was set last', async () => {
    const alarm = new Alarm();
    const now = () => performance.timeOrigin + performance.now();
    const rung: string[] = [];
    const due = now() + 20;
    alarm.set(now() + 5000, () => rung.push('late'));
    await new Promise<void>((resolve) => {
      alarm.set(due, () => {
        rung.push('due');
        resolve();
      });
    });
    // Two threads read the clock, each to some microseconds.
    expect(now()).toBeGreaterThan(due - 0.1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rung).toEqual(['due']);
    await alarm.end();
  });
});

describe('npm run reality', () => {
  const tool = 'src/tools/reality.ts';
  const refused = (scenario: object, ...options: string[]) =>
    spawnSync(process.execPath, [tool, '-', ...options], { input: JSON.stringify(scenario), encoding: 'utf8' });

  it('runs a job of 32 rows twice and tells what was predicted and what was observed', () => {
    const scenario = {
      components: [
        { id: 'rows', kind: 'dataset', everySeconds: 0.4, rows: 16, to: 'job' },
        { id: 'job', kind: 'batchJob', chunkRows: 8, ...server },
      ],
      run: { seed: 1, durationSeconds: 1 },
    };
    const told = execFileSync(process.execPath, [tool, '-', '--json'], {
      input: JSON.stringify(scenario),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const { predicted, observed, errors } = JSON.parse(told);
    expect([predicted.offered, observed.offered, predicted.answered, observed.answered]).toEqual([32, 32, 32, 32]);
    expect([predicted.meanBatchSize, observed.meanBatchSize]).toEqual([8, 8]);
    expect(errors.batchSize).toBe(0);
    expect(observed.meanSeconds).toBeGreaterThan(0);
  });

  it('accepts its examples, one for each regime', () => {
    const folder = 'src/tools/reality/examples/';
    const plans = readdirSync(folder).map((file) => planOf(JSON.parse(readFileSync(folder + file, 'utf8'))));
    expect(plans.map(({ regime }) => regime)).toEqual(['batch', 'realTime', 'streaming']);
  });

  it('refuses with exit code 2 what cannot be run for real, a model that is not there, and options that it does not know', () => {
    const long = refused(realTimeScenario(server, { durationSeconds: 3600 }));
    expect(long.status).toBe(2);
    expect(long.stderr).toContain('run.durationSeconds: expected at most 60, found 3600.');
    const unknown = refused(realTimeScenario({ serviceTime: { distribution: 'measured', model: 'nobody' } }));
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('public/models/nobody.json');
    const options = refused(realTimeScenario(server), '--rows', '0');
    expect(options.status).toBe(2);
    expect(options.stderr).toContain('--rows: expected a whole number from 1 to 4096, found "0".');
  });
});

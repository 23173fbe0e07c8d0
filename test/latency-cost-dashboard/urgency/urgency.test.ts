import { describe, expect, it } from 'vitest';
import { bestFor, judgeChoice } from '../../../widgets/latency-cost-dashboard/urgency/judge-choice.ts';
import { sortTask } from '../../../widgets/latency-cost-dashboard/urgency/sort-task.ts';
import { type Task, tasks, type Urgency } from '../../../widgets/latency-cost-dashboard/urgency/tasks.ts';
import { inProcess } from '../in-process.ts';

const sort = (task: Task, chosen: Urgency) =>
  sortTask(task, chosen, { simulator: inProcess, seed: 1, prices: undefined });
const expected: Record<string, Urgency> = {
  'card-payment': 'now',
  'chat-answer': 'now',
  'sensor-alarm': 'soon',
  'post-mood': 'soon',
  'nightly-report': 'later',
  'mail-offers': 'later',
};

describe('sortTask', () => {
  it.each(tasks)('finds for $id by simulation the class that its need asks for', async (task) => {
    const { consequences, judgement } = await sort(task, expected[task.id]!);
    expect(bestFor(task, consequences)?.urgency).toBe(expected[task.id]);
    expect(judgement.isRight).toBe(true);
    const age = Object.fromEntries(consequences.map(({ urgency, meanAgeSeconds }) => [urgency, meanAgeSeconds]));
    expect(age['now']).toBeLessThan(age['soon']!);
    // Micro-batches of a second wait half of one on average.
    expect(age['soon']).toBeGreaterThan(0.5);
    expect(age['soon']).toBeLessThan(3);
    // A prediction from an hourly job is half an hour old on average, and older by the job: rows and starts of chunks of 5000, on two workers.
    const rows = task.ratePerSecond * 3600;
    const jobSeconds = (rows * task.serviceSeconds + Math.ceil(rows / 5000) * 20) / 2;
    // One in twenty chunks takes five times as long, and the last ones wait for nobody: at most two chunks more.
    expect(age['later']).toBeGreaterThan(1800 + 0.95 * jobSeconds);
    expect(age['later']).toBeLessThan(1800 + jobSeconds + 2 * (20 + 5000 * task.serviceSeconds));
  });

  it('says of a choice that is too slow how late it is, and of one that is too dear what would do', async () => {
    const [payment] = tasks as [Task];
    const mail = tasks.find(({ id }) => id === 'mail-offers')!;
    const late = await sort(payment, 'later');
    expect(late.judgement).toMatchObject({
      isRight: false,
      sentence: expect.stringMatching(/^Too late: .* where 300 ms is asked for\. Now keeps it/),
    });
    const dear = await sort(mail, 'now');
    expect(dear.judgement).toMatchObject({
      isRight: false,
      sentence: expect.stringMatching(/^In time, and dearer than it has to be/),
    });
  });
});

describe('judgeChoice', () => {
  const task: Task = { id: 'x', text: 'x', needSeconds: 10, ratePerSecond: 1, serviceSeconds: 1, because: 'So.' };

  it('takes the cheaper of two that are in time', () => {
    const one = (urgency: Urgency, p95AgeSeconds: number, usdPerDay: number) => ({
      urgency,
      p95AgeSeconds,
      meanAgeSeconds: p95AgeSeconds,
      usdPerDay,
    });
    const all = [one('now', 1, 20), one('soon', 9, 10), one('later', 11, 1)];
    expect((['now', 'soon', 'later'] as const).map((urgency) => judgeChoice(task, urgency, all).isRight)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

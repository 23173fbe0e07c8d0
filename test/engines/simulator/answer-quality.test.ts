import { expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

type Loose = Readonly<Record<string, unknown>>;
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const users = { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 } };

const run = (...components: readonly Loose[]) =>
  simulate(accept({ components, run: { durationSeconds: 1000, replications: 2 } }));

test('the quality of the answers is the mean over those that a component with a quality gave', () => {
  const result = run(
    { ...users, to: [{ id: 'good', weight: 3 }, { id: 'fair', weight: 1 }, { id: 'silent', weight: 1 }] }, // biome-ignore format: one line
    { id: 'good', kind: 'modelServer', serviceTime: constant(0.1), quality: 0.95 },
    { id: 'fair', kind: 'functions', serviceTime: constant(0.1), quality: 0.8 },
    { id: 'silent', kind: 'modelServer', serviceTime: constant(0.1) },
  );
  const { good, fair } = result.components;
  const answers = good!.completed + fair!.completed;
  expect(result.quality!.answers).toBe(answers);
  expect(result.quality!.mean).toBeCloseTo((0.95 * good!.completed + 0.8 * fair!.completed) / answers, 12);
});

test('an answer is as good as the last component that served its request says', () => {
  const result = run(
    { ...users, to: 'first' },
    { id: 'first', kind: 'modelServer', serviceTime: constant(0.1), quality: 0.5, to: 'second' },
    { id: 'second', kind: 'modelServer', serviceTime: constant(0.1), quality: 0.9 },
  );
  expect(result.quality!.mean).toBeCloseTo(0.9, 12);
});

test('the answer that an attempt got is the answer to its request, and the fallback is as good as it is', () => {
  const result = run(
    { ...users, to: 'proxy' },
    { id: 'proxy', kind: 'proxy', perTryTimeoutSeconds: 5, to: 'large', fallback: { to: 'small' } },
    { id: 'large', kind: 'modelServer', serviceTime: constant(0.1), failureProbability: 0.3, quality: 0.9 },
    { id: 'small', kind: 'modelServer', serviceTime: constant(0.1), quality: 0.6 },
  );
  const fallen = result.components['small']!.completed;
  const { answers, mean } = result.quality!;
  expect(result.requests.failed).toBe(0);
  expect(answers).toBe(result.requests.completed);
  expect(fallen).toBeGreaterThan(400);
  expect(mean).toBeCloseTo((0.9 * (answers - fallen) + 0.6 * fallen) / answers, 12);
});

test('without a quality there is none in the result', () => {
  expect(
    run({ ...users, to: 'model' }, { id: 'model', kind: 'modelServer', serviceTime: constant(0.1) }).quality,
  ).toBeUndefined();
});

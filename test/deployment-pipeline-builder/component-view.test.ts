import { describe, expect, it } from 'vitest';
import { findKind, kindNames, startingGroup } from '../../widgets/deployment-pipeline-builder/component-kinds.ts';
import { viewComponent } from '../../widgets/deployment-pipeline-builder/component-view.ts';
import type { DraftComponent } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { formatWaiting } from '../../widgets/deployment-pipeline-builder/format-waiting.ts';

const server: DraftComponent = {
  id: 'model',
  kind: 'modelServer',
  place: 'edge',
  replicas: 3,
  serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
};
const result = { kind: 'modelServer', arrivals: 100, completed: 100, costUsd: 1 };

describe('viewComponent', () => {
  it('says in words what a component is, where it is and what matters', () => {
    const view = viewComponent(server);
    expect(view).toMatchObject({ kindLabel: 'Model server', place: 'edge', isSource: false, load: null, tone: 'calm' });
    expect(view.facts[0]).toBe('Replicas 3');
    expect(view.facts[1]).toMatch(/100 ms$/);
  });

  it('says how busy it was after a run, and when that is too much', () => {
    expect(viewComponent(server, { ...result, utilisation: 0.5, queueLength: 1.5 })).toMatchObject({
      load: '50.0 % busy, 1.50 waiting',
      tone: 'calm',
    });
    expect(viewComponent(server, { ...result, utilisation: 0.85 }).tone).toBe('busy');
    expect(viewComponent(server, { ...result, utilisation: 1 }).tone).toBe('over');
  });

  it('describes every kind of the simulator, and one it does not know', () => {
    for (const kind of kindNames) {
      const view = viewComponent({ ...findKind(kind)!.example, id: 'x', kind });
      expect(view.facts.length, kind).toBeGreaterThan(0);
      expect(view.sentence).toMatch(/^x, [A-Z].*, at cloud; /);
    }
    expect(viewComponent({ id: 'x', kind: 'crystalBall' }).meaning).toContain('“crystalBall”');
  });
});

describe('startingGroup', () => {
  it('starts a group with the defaults of its parameters, and a choice with its example', () => {
    expect(startingGroup('gateway', 'rateLimit')).toEqual({
      policy: 'tokenBucket',
      ratePerSecond: 10_000,
      burst: 5000,
    });
    expect(startingGroup('modelServer', 'batching')).toMatchObject({ mode: 'triton' });
    expect(startingGroup('modelServer', 'rateLimit')).toEqual({});
  });
});

describe('formatWaiting', () => {
  it('says no more decimals than mean something', () => {
    expect([0, 0.00002, 0.5, 12].map(formatWaiting)).toEqual(['0', 'less than 0.01', '0.500', '12']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAlternative,
  dropChange,
  duplicateAlternative,
  removeAlternative,
  renameAlternative,
  setChange,
} from '../../../widgets/latency-cost-dashboard/comparing/edit-alternatives.ts';
import {
  type DashboardState,
  initialState,
  MOST_ALTERNATIVES,
  parseDashboardState,
} from '../../../widgets/latency-cost-dashboard/comparing/state.ts';
import { shippedData } from '../shipped-data.ts';

const start = initialState(shippedData);
const ids = (state: DashboardState) => state.alternatives.map(({ id }) => id);

describe('initialState', () => {
  it('compares what the data file names, the first as the baseline', () => {
    expect(ids(start)).toEqual(shippedData.compared);
    expect(start.baseline).toBe('realtime-cloud');
  });
  it('compares the first six of a data file that names none', () => {
    const { compared: _, ...without } = shippedData;
    expect(ids(initialState(without as typeof shippedData))).toEqual(
      shippedData.alternatives.slice(0, 6).map(({ id }) => id),
    );
  });
});

describe('parseDashboardState', () => {
  it('takes up what was kept as JSON', () => {
    const state = setChange(
      duplicateAlternative(removeAlternative(start, 'batch-edge'), 'realtime-edge'),
      'realtime-edge-2',
      {
        path: 'components.model.replicas',
        value: 3,
      },
    );
    expect(parseDashboardState(JSON.parse(JSON.stringify(state)), shippedData)).toEqual({ ok: true, value: state });
  });
  it('says where, what was expected, what was found and what to do', () => {
    const wrong = {
      ...start,
      baseline: 'nobody',
      alternatives: [
        start.alternatives[0],
        start.alternatives[0],
        { id: 'x', label: 'X', from: { alternative: 'lost' } },
      ],
    };
    const parsed = parseDashboardState(wrong, shippedData);
    expect(parsed.ok ? [] : parsed.problems.map(({ path, found }) => `${path}: ${found}`)).toEqual([
      'alternatives[1].id: "realtime-cloud" a second time',
      'alternatives[2].from.alternative: "lost"',
      'baseline: "nobody"',
    ]);
    for (const bad of [null, 7, {}, { ...start, limitMs: 0 }, { ...start, seed: -1 }, { ...start, alternatives: [] }])
      expect(parseDashboardState(bad, shippedData).ok, JSON.stringify(bad)).toBe(false);
  });
});

describe('edits of the alternatives', () => {
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('add'), at: fc.nat(8) }),
    fc.record({ kind: fc.constantFrom('duplicate', 'remove', 'rename', 'set', 'drop'), at: fc.nat(5) }),
  );
  function apply(state: DashboardState, { kind, at }: { kind: string; at: number }): DashboardState {
    const id = ids(state)[at % state.alternatives.length]!;
    const own = shippedData.alternatives[at]!;
    switch (kind) {
      case 'add':
        return addAlternative(state, { id: own.id, label: own.label, from: { alternative: own.id } });
      case 'duplicate':
        return duplicateAlternative(state, id);
      case 'remove':
        return removeAlternative(state, id);
      case 'rename':
        return renameAlternative(state, id, at === 0 ? '  ' : `Name ${at}`);
      case 'set':
        return setChange(state, id, { path: 'run.durationSeconds', value: 1000 + at });
      default:
        return dropChange(state, id, 'run.durationSeconds');
    }
  }
  it('always leave a state that is accepted: one to six, each with an id of its own, the baseline among them', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const state = edits.reduce(apply, start);
        const parsed = parseDashboardState(state, shippedData);
        expect(parsed.ok ? [] : parsed.problems).toEqual([]);
        expect(state.alternatives.length).toBeLessThanOrEqual(MOST_ALTERNATIVES);
      }),
    );
  });
  it('put a copy behind its original, with its changes and a name of its own', () => {
    const changed = setChange(removeAlternative(start, 'batch-edge'), 'realtime-edge', {
      path: 'run.durationSeconds',
      value: 900,
    });
    const { alternatives } = duplicateAlternative(changed, 'realtime-edge');
    expect(alternatives.slice(1, 3).map(({ id, label }) => [id, label])).toEqual([
      ['realtime-edge', 'Real-time, edge'],
      ['realtime-edge-2', 'Real-time, edge, 2'],
    ]);
    expect(alternatives[2]!.changes).toEqual(alternatives[1]!.changes);
  });
  it('give the baseline to another when it is removed, and keep the last alternative', () => {
    expect(removeAlternative(start, 'realtime-cloud').baseline).toBe('realtime-edge');
    const one = ids(start).slice(1).reduce(removeAlternative, start);
    expect(removeAlternative(one, 'realtime-cloud')).toBe(one);
  });
});

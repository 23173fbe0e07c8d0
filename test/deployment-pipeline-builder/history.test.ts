import { describe, expect, it } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import {
  historyLimit,
  moveOn,
  redo,
  startHistory,
  step,
  undo,
} from '../../widgets/deployment-pipeline-builder/history.ts';

const numbered = (number: number): Draft => ({ components: [], title: String(number) });

describe('step', () => {
  it('forgets what was undone once something else is done', () => {
    const history = step(undo(step(startHistory(numbered(0)), numbered(1), 'One.')), numbered(2), 'Two.');
    expect(history.future).toEqual([]);
    expect(undo(history).present).toEqual(numbered(0));
  });

  it('takes no step for the very same scenario', () => {
    const history = startHistory(numbered(0));
    expect(step(history, history.present, 'Nothing.')).toBe(history);
  });

  it('keeps the latest hundred steps', () => {
    let history = startHistory(numbered(0));
    for (let number = 1; number <= historyLimit + 5; number++) history = step(history, numbered(number), '.');
    expect(history.past).toHaveLength(historyLimit);
    expect(history.past[0]?.scenario).toEqual(numbered(5));
  });
});

describe('undo', () => {
  it('does nothing when there is nothing to undo, and redo nothing when there is nothing to do again', () => {
    const history = startHistory(numbered(0));
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });
});

describe('positions by hand', () => {
  const at = (x: number) => new Map([['model', { x, y: 5 }]]);

  it('are a step like any other, without touching the scenario', () => {
    const start = startHistory(numbered(0), at(1));
    const moved = step(start, start.present, 'Moved “model”.', at(2));
    expect(moved.present).toBe(start.present);
    const back = undo(moved);
    expect([back.present, back.positions]).toEqual([start.present, at(1)]);
    expect(redo(back).positions).toEqual(at(2));
  });

  it('come back with the edit that changed both', () => {
    const start = startHistory(numbered(0), at(1));
    const edited = step(start, numbered(1), 'Moved “model” to the edge.', new Map());
    expect(undo(edited)).toMatchObject({ present: numbered(0), positions: at(1) });
    expect(redo(undo(edited))).toMatchObject({ present: numbered(1), positions: new Map() });
  });

  it('of many presses of a key are one step, until something else is done', () => {
    const start = startHistory(numbered(0));
    let history = start;
    for (let x = 1; x <= 4; x++) history = moveOn(history, at(x), 'Moved by key.');
    expect(history.past).toHaveLength(1);
    expect(history.positions).toEqual(at(4));
    expect(undo(history).positions).toBe(start.positions);
    history = moveOn(step(history, numbered(1), 'Edited.'), at(9), 'Moved by key.');
    expect(history.past).toHaveLength(3);
  });
});

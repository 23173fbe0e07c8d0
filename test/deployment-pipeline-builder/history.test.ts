import { describe, expect, it } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { historyLimit, redo, startHistory, step, undo } from '../../widgets/deployment-pipeline-builder/history.ts';

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

import { describe, expect, it } from 'vitest';
import { makeTasks } from '../../widgets/checklist/task.ts';
import { makePrompts } from '../../widgets/reflection/prompt.ts';

describe('makePrompts', () => {
  it('names a prompt by its text, wherever it stands in the list', () => {
    const [first] = makePrompts(['Why?', 'How?']);
    expect(makePrompts(['How?', ' Why? '])[1]).toEqual(first);
  });

  it('gives two equal prompts two names', () => {
    const [first, second] = makePrompts(['Why?', 'Why?']);
    expect(second!.id).toBe(`${first!.id}-2`);
  });
});

describe('makeTasks', () => {
  it('never names a task as it names a prompt', () => {
    expect(makeTasks(['Why?'])[0]!.id).not.toBe(makePrompts(['Why?'])[0]!.id);
  });
});

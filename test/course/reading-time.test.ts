import { describe, expect, it } from 'vitest';
import { countWords, readingMinutes, wordsPerMinute } from '../../src/course/reading-time.ts';

describe('countWords', () => {
  it('counts the words that a reader sees', () => {
    expect(countWords('## Batch or stream?\n\nIt **depends**: the reader’s p99.9 is low-latency.')).toBe(10);
    expect(countWords('See [the docs](https://example.org/a-long/path) and <em class="a b">this</em>.')).toBe(5);
  });

  it('counts neither code blocks nor comments', () => {
    expect(countWords('one\n```ts\nconst two = 2;\n```\nthree <!-- four --> {/* five */}')).toBe(2);
    expect(countWords('one\n~~~\ntwo')).toBe(1);
  });
});

describe('readingMinutes', () => {
  it('rounds up to whole minutes', () => {
    expect(readingMinutes('')).toBe(0);
    expect(readingMinutes('word')).toBe(1);
    expect(readingMinutes('word '.repeat(wordsPerMinute))).toBe(1);
    expect(readingMinutes('word '.repeat(wordsPerMinute + 1))).toBe(2);
  });
});

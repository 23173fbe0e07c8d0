import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { componentName, placedComponentNames } from '../../src/course/placed-components.ts';

const placed = (body: string) => [...placedComponentNames(body)].sort();

describe('componentName', () => {
  it('makes PascalCase of a widget type', () => {
    expect(componentName('latency_cost_dashboard')).toBe('LatencyCostDashboard');
    expect(componentName('quiz')).toBe('Quiz');
  });
});

describe('placedComponentNames', () => {
  it('finds the components of the fixture lesson, and not the one that stands in code and in a comment', () => {
    const text = readFileSync(new URL('../fixtures/course/lessons/placed-by-hand.mdx', import.meta.url), 'utf8');
    expect(placed(text)).toEqual(['LatencyCostDashboard', 'Quiz', 'Reflection']);
  });

  it('finds tags with and without attributes, content and line ends', () => {
    expect(placed('<Quiz/> a <Reflection>b</Reflection>\r\n<Checklist\n  kind="tasks"\n/>')).toEqual([
      'Checklist',
      'Quiz',
      'Reflection',
    ]);
  });

  it('passes over HTML, escapes and comparisons', () => {
    expect(placed('<div> \\<Quiz /> a <B and 1 <2')).toEqual(['B']);
    expect(placed('a < Quiz')).toEqual([]);
  });

  it('passes over fences of either kind, in lists and quotations, up to their own end', () => {
    expect(placed('~~~\n```\n<Quiz />\n~~~\n<Reflection />')).toEqual(['Reflection']);
    expect(placed('- ````mdx\n  ```\n  <Quiz />\n  ````\n- <Reflection />')).toEqual(['Reflection']);
    expect(placed('> ```\n> <Quiz />\n> ```\n\n<Reflection />')).toEqual(['Reflection']);
    expect(placed('```\n<Quiz />')).toEqual([]);
  });

  it('passes over code in a line, but does not take a single backtick for its beginning', () => {
    expect(placed('`` <Quiz /> ` `` <Reflection />')).toEqual(['Reflection']);
    expect(placed('one ` only\n\n<Quiz />\n\nanother `')).toEqual(['Quiz']);
  });

  it('passes over comments of both kinds', () => {
    expect(placed('{/* <Quiz /> */}<!-- <Quiz /> --><Reflection />')).toEqual(['Reflection']);
  });
});

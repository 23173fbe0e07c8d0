import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWidgetTypes } from '../../src/course/widget-types.ts';

const folder = mkdtempSync(join(tmpdir(), 'widgets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function addWidget(name: string, frontMatter: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'index.mdx'), `---\n${frontMatter}\n---\n`);
}

describe('readWidgetTypes', () => {
  it('lists the types that lessons may name, and no folder without an index', () => {
    addWidget('latency-chart', 'type: latency_chart\ntitle: Chart');
    addWidget('quiz', 'type: quiz\ntitle: Quiz\ninLessons: false');
    mkdirSync(join(folder, 'kit'));
    expect(readWidgetTypes(folder)).toEqual(['latency_chart']);
  });

  it('says which widget has no type', () => {
    addWidget('no-type', 'title: None');
    expect(() => readWidgetTypes(folder)).toThrow(
      'no-type/index.mdx: expected front matter with a type, found none. Add `type: no_type`.',
    );
  });
});

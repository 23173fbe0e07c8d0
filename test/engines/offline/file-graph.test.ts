import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/tools/offline/read-file-graph.ts';
import { type FileGraph, filesOfPage } from '../../../widgets/engines/offline/file-graph.ts';

const graph: FileGraph = {
  build: 'b',
  ...connect([
    {
      path: '_astro/Quiz.aaaaaaaa.js',
      text: 'import{a}from"./shared.bbbbbbbb.js";const f=()=>import(`./Late.cccccccc.js`)',
    },
    { path: '_astro/shared.bbbbbbbb.js', text: 'export const a=1' },
    {
      path: '_astro/Late.cccccccc.js',
      text: 'new Worker("/course/_astro/worker-dddddddd.js");import"./Late.eeeeeeee.css"',
    },
    { path: '_astro/worker-dddddddd.js', text: 'var w="/course/_astro/runtime-ffffffff.wasm"' },
    { path: '_astro/Late.eeeeeeee.css', text: '' },
    { path: '_astro/runtime-ffffffff.wasm', text: '' },
    { path: '_astro/Other.gggggggg.js', text: 'fetch(base+"scenarios/index.json")' },
    { path: 'widgets/board.json', text: '{"model":"net","note":"a shared word"}' },
    { path: 'widgets/unused.json', text: '{}' },
    { path: 'models/net.json', text: '{"file":"net.onnx"}' },
    { path: 'models/net.curve.json', text: '{}' },
    { path: 'models/net.onnx', text: '' },
    { path: 'scenarios/index.json', text: '[]' },
  ]),
};
const page = (body: string) => `<html><body>${body}</body></html>`;

describe('filesOfPage', () => {
  it('follows scripts to what they import, now or later, and to their workers and the files of those', () => {
    const { files, isWhole } = filesOfPage(
      page('<astro-island component-url="/course/_astro/Quiz.aaaaaaaa.js">'),
      '/course/',
      graph,
    );
    expect([...files].sort()).toEqual([
      '_astro/Late.cccccccc.js',
      '_astro/Late.eeeeeeee.css',
      '_astro/Quiz.aaaaaaaa.js',
      '_astro/runtime-ffffffff.wasm',
      '_astro/shared.bbbbbbbb.js',
      '_astro/worker-dddddddd.js',
    ]);
    expect(isWhole).toBe(true);
  });

  it('follows a data file that the page names to every file of the model that it names by its id', () => {
    const { files } = filesOfPage(
      page('props="{&quot;data&quot;:[0,&quot;/course/widgets/board.json&quot;]}"'),
      '/course/',
      graph,
    );
    expect([...files].sort()).toEqual([
      'models/net.curve.json',
      'models/net.json',
      'models/net.onnx',
      'widgets/board.json',
    ]);
  });

  it('works for a site in the root of its host, and takes a path in a script for one of the site', () => {
    const { files } = filesOfPage(page('<astro-island component-url="/_astro/Other.gggggggg.js">'), '/', graph);
    expect([...files].sort()).toEqual(['_astro/Other.gggggggg.js', 'scenarios/index.json']);
  });

  it('says that a page which names a hashed file of another build is not whole', () => {
    expect(filesOfPage(page('"/course/_astro/Quiz.zzzzzzzz.js"'), '/course/', graph)).toEqual({
      files: [],
      isWhole: false,
    });
  });

  it('finds every file once, and nothing that the page does not lead to, however files name each other', () => {
    const letter = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(letter, letter), { maxLength: 30 }), letter, (edges, start) => {
        const name = (index: number) => `_astro/f.${String(index).repeat(8)}.js`;
        const files = Array.from({ length: 10 }, (_, own) => ({
          path: name(own),
          text: edges
            .filter(([from]) => from === own)
            .map(([, to]) => `import "${name(to)}"`)
            .join(';'),
        }));
        const found = filesOfPage(page(`"/${name(start)}"`), '/', { build: 'b', ...connect(files) }).files;
        // Warshall's closure, the plain way.
        const reach = Array.from({ length: 10 }, (_, i) =>
          Array.from({ length: 10 }, (_, j) => i === j || edges.some(([a, b]) => a === i && b === j)),
        );
        for (let k = 0; k < 10; k++)
          for (let i = 0; i < 10; i++)
            for (let j = 0; j < 10; j++) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true;
        const expected = files.map(({ path }) => path).filter((_, index) => reach[start]![index]);
        expect([...found].sort()).toEqual(expected.sort());
      }),
    );
  });
});

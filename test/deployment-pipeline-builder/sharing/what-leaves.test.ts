import { describe, expect, it } from 'vitest';
import { layOut, nodeSize } from '../../../widgets/deployment-pipeline-builder/canvas/layout.ts';
import { viewComponent } from '../../../widgets/deployment-pipeline-builder/component-view.ts';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { compareDrafts, describeChanges } from '../../../widgets/deployment-pipeline-builder/sharing/compare-drafts.ts';
import { drawPicture } from '../../../widgets/deployment-pipeline-builder/sharing/picture-svg.ts';
import { makeReport } from '../../../widgets/deployment-pipeline-builder/sharing/report.ts';
import { reportMarkdown } from '../../../widgets/deployment-pipeline-builder/sharing/report-markdown.ts';
import { fileName } from '../../../widgets/kit/save-file.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { scenarios } from './mutations.ts';

const draft: Draft = {
  title: 'Fast & <cheap>',
  components: [
    {
      id: 'users',
      kind: 'traffic',
      arrivals: { process: 'poisson', ratePerSecond: 5 },
      to: [
        { id: 'a', weight: 3 },
        { id: 'b', weight: 1 },
      ],
    },
    { id: 'a', kind: 'modelServer', replicas: 1, serviceTime: { distribution: 'exponential', meanSeconds: 0.05 } },
    { id: 'b', kind: 'modelServer', replicas: 2, serviceTime: { distribution: 'exponential', meanSeconds: 0.05 } },
  ],
  run: { seed: 4, durationSeconds: 60, replications: 2 },
  objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: 0.0001 }],
};

function picture(of: Draft) {
  const { places, lanes } = layOut(of);
  return drawPicture({
    draft: of,
    views: of.components.map((component) => viewComponent(component)),
    places,
    lanes,
    size: nodeSize,
  });
}

describe('drawPicture', () => {
  it('draws a box for every component inside its bounds, a way for every route, and the shares where they divide', () => {
    const { svg, width, height } = picture(draft);
    expect(svg.match(/<g><title>/g)).toHaveLength(3);
    expect(svg.match(/fill="none" stroke="#57534e"/g)).toHaveLength(2);
    expect(svg).toContain('>75 %<');
    expect(svg).toContain('Fast &amp; &lt;cheap&gt;');
    const [left, top] = /viewBox="(\S+) (\S+) /.exec(svg)!.slice(1).map(Number) as [number, number];
    for (const [, x, y] of svg.matchAll(/<rect x="(\S+)" y="(\S+)" width="208"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(left);
      expect(Number(x) + nodeSize.width).toBeLessThanOrEqual(left + width);
      expect(Number(y)).toBeGreaterThanOrEqual(top);
      expect(Number(y) + nodeSize.height).toBeLessThanOrEqual(top + height);
    }
  });

  it('is the same text for the same pipeline, and no text of a pipeline leaves its place', () => {
    for (const scenario of scenarios) expect(picture(scenario)).toEqual(picture(structuredClone(scenario)));
    const hostile = { ...draft, title: '</svg><script>alert(1)</script>\u0000\ud800' };
    expect(picture(hostile).svg).not.toContain('<script');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be there.
    expect(picture(hostile).svg).not.toMatch(/[\u0000-\u0008]/);
  });
});

describe('makeReport', () => {
  const parsed = parseScenario(draft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const result = simulate(parsed.value);
  const given = {
    draft,
    views: draft.components.map((component) => viewComponent(component)),
    findings: examine(draft, {}).findings,
    file: 'fast-cheap.json',
    date: '2026-11-22',
  };

  it('has the pipeline, the findings, the results, the verdicts, their origin and the command that repeats them', () => {
    const text = reportMarkdown(makeReport({ ...given, run: { draft, scenario: parsed.value, curve: null, result } }));
    expect(text).toMatch(/^# Fast & \\<cheap\\>\n/);
    for (const part of [
      '| users | ',
      'Simulated: seed 4, 2 replications of 60 s.',
      '| missed |',
      'confidence interval',
      'list prices',
    ])
      expect(text).toContain(part);
    expect(text).toContain('npm run --silent simulate -- fast-cheap.json --seed 4 --replications 2');
    for (const { sentence } of given.findings) expect(text.replaceAll('\\', '')).toContain(sentence.slice(0, 40));
  });

  it('says so when there is no run of the pipeline as it stands', () => {
    const report = makeReport({ ...given, run: undefined });
    expect(report.blocks.at(-1)).toEqual({ kind: 'paragraph', text: 'It has not been run as it stands.' });
  });

  it('lets no name of a component break a table or start a tag', () => {
    const views = [{ ...given.views[0]!, id: 'a|b<img src=x>\n| c' }];
    const text = reportMarkdown(makeReport({ ...given, views, run: undefined }));
    expect(text).toContain('| a\\|b\\<img src=x\\> \\| c |');
  });
});

describe('compareDrafts', () => {
  it('names what is added, gone and different', () => {
    const other: Draft = {
      ...draft,
      components: [draft.components[0]!, { ...draft.components[1]!, replicas: 9 }, { id: 'c', kind: 'gateway' }],
      run: { seed: 5, durationSeconds: 60 },
    };
    expect(describeChanges(compareDrafts(draft, other))).toEqual([
      'It has “c”, which your pipeline has not.',
      'It is without “b”.',
      '“a” differs in replicas.',
      'Of the scenario itself it changes run.',
    ]);
    expect(describeChanges(compareDrafts(draft, draft))).toEqual(['It is the same as the pipeline that is here.']);
  });
});

describe('fileName', () => {
  it('is letters and digits with hyphens, whatever the title', () => {
    expect(fileName('Überlast: 20 → 200/s!', 'json')).toBe('uberlast-20-200-s.json');
    expect(fileName('../../etc/passwd', 'md')).toBe('etc-passwd.md');
    expect(fileName(undefined, 'svg')).toBe('pipeline.svg');
  });
});

import '../../../src/styles/tokens.css';
import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import BarChart from '../../../widgets/kit/charts/BarChart.svelte';
import { drawingAlone } from '../../../widgets/kit/charts/drawing-alone.ts';
import LineChart from '../../../widgets/kit/charts/LineChart.svelte';
import PanelChart from '../../../widgets/kit/charts/PanelChart.svelte';
import RangeChart from '../../../widgets/kit/charts/RangeChart.svelte';
import ScatterChart from '../../../widgets/kit/charts/ScatterChart.svelte';

const axis = { label: 'Value', scale: 'linear', format: String } as const;
const table = {
  caption: 'All values',
  columns: [
    { label: 'Name', isNumber: false },
    { label: 'Value', isNumber: true },
  ],
  rows: [
    ['First', '1 ms'],
    ['Second', '2 ms'],
  ],
};
const words = { title: 'A title', conclusion: 'The second is twice the first.', table };
const pictures = {
  LineChart: () =>
    render(LineChart, {
      ...words,
      chart: {
        x: axis,
        y: axis,
        series: [
          {
            id: 'a',
            label: 'A line',
            look: 1,
            draw: 'line',
            points: [
              { x: 0, y: 1 },
              { x: 1, y: 2 },
            ],
          },
          {
            id: 'b',
            label: 'Its points',
            look: 2,
            draw: 'points',
            points: [
              { x: 0, y: 1 },
              { x: 1, y: 3 },
            ],
          },
        ],
      },
    }),
  BarChart: () =>
    render(BarChart, {
      ...words,
      chart: {
        value: axis,
        parts: [
          { id: 'p', label: 'Part', look: 1 },
          { id: 'q', label: 'Other part', look: 2 },
        ],
        bars: [{ id: 'a', label: 'A bar', total: '3', values: { p: 1, q: 2 } }],
      },
    }),
  ScatterChart: () =>
    render(ScatterChart, {
      ...words,
      chart: {
        x: axis,
        y: axis,
        groups: [{ look: 1, label: 'A group' }],
        points: [{ id: 'a', label: 'A point', look: 1, x: 1, y: 1 }],
        references: [{ x: 1, label: 'A limit' }],
      },
    }),
  PanelChart: () =>
    render(PanelChart, {
      ...words,
      chart: {
        x: axis,
        panels: ['first', 'second'].map((id) => ({
          id,
          y: axis,
          series: [
            {
              id,
              label: id,
              look: 1 as const,
              draw: 'steps' as const,
              points: [
                { x: 0, y: 1 },
                { x: 1, y: 2 },
              ],
            },
          ],
          threshold: { y: 1, label: 'A limit' },
        })),
        spans: { label: 'An alert is on', stretches: [[0.2, 0.6]] },
      },
    }),
  RangeChart: () =>
    render(RangeChart, {
      ...words,
      chart: {
        value: axis,
        marks: [
          { id: 'mean', label: 'Mean', look: 1 },
          { id: 'max', label: 'Oldest', look: 2 },
        ],
        rows: [{ id: 'a', label: 'A row', text: '1', values: { mean: 1, max: 2 } }],
        references: [{ x: 1.5, label: 'A limit' }],
      },
    }),
};

describe.each(Object.entries(pictures))('%s', (_, show) => {
  it('is one picture named by its conclusion, with the same data as a table', async () => {
    const { container } = await show();
    const svg = container.querySelector('svg')!;
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe(words.conclusion);
    const cells = [...container.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(cells).toEqual(table.rows);
  });
  it('has no style attribute, which the content security policy would refuse', async () => {
    const { container } = await show();
    expect(container.innerHTML).not.toMatch(/\sstyle=/);
  });
  it('keeps all its text inside the picture at 280 px', async () => {
    const { container } = await show();
    (container as HTMLElement).setAttribute('style', 'width: 280px');
    await expect.poll(() => container.querySelector('svg')!.getAttribute('viewBox')).toMatch(/^0 0 280 /);
    const frame = container.querySelector('svg')!.getBoundingClientRect();
    for (const text of container.querySelectorAll('svg text')) {
      const box = text.getBoundingClientRect();
      expect(box.left).toBeGreaterThanOrEqual(frame.left - 1);
      expect(box.right).toBeLessThanOrEqual(frame.right + 1);
    }
  });
});

describe('LineChart', () => {
  it('tells its series apart by dash and marker, not by colour alone', async () => {
    const { container } = await pictures.LineChart();
    const [line, points] = [...container.querySelectorAll('svg path.line')];
    expect(line!.getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+L/);
    expect(points!.getAttribute('d')).toBe('');
    const markers = new Set(
      [...container.querySelectorAll('svg path[transform]')].map((marker) => marker.getAttribute('d')),
    );
    expect(markers.size).toBe(2);
  });
});

describe('drawingAlone', () => {
  it('is the drawing as plain text, with nothing left to the style sheets of the page', async () => {
    const { container } = await pictures.RangeChart();
    (container as HTMLElement).setAttribute('style', 'width: 280px');
    await expect.poll(() => container.querySelector('svg')!.getAttribute('viewBox')).toMatch(/^0 0 280 /);
    expect(drawingAlone(container.querySelector('svg')!).replaceAll('><', '>\n<')).toMatchInlineSnapshot(`
      "<path d="M4.37,0A4.37,4.37,0,1,1,-4.37,0A4.37,4.37,0,1,1,4.37,0" fill="rgb(0, 114, 178)" transform="translate(10 10)"/>
      <text x="23" y="14" fill="rgb(31, 35, 40)" font-size="12px">Mean</text>
      <path d="M-3.873,-3.873h7.746v7.746h-7.746Z" fill="rgb(194, 84, 10)" transform="translate(75.92 10)"/>
      <text x="88.92" y="14" fill="rgb(31, 35, 40)" font-size="12px">Oldest</text>
      <g>
      <line x1="14" x2="14" y1="88" y2="46" stroke="rgb(222, 219, 211)" stroke-width="1px"/>
      <text x="14" y="105" text-anchor="middle" fill="rgb(87, 92, 99)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">0</text>
      <line x1="77" x2="77" y1="88" y2="46" stroke="rgb(222, 219, 211)" stroke-width="1px"/>
      <text x="77" y="105" text-anchor="middle" fill="rgb(87, 92, 99)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">0.5</text>
      <line x1="140" x2="140" y1="88" y2="46" stroke="rgb(222, 219, 211)" stroke-width="1px"/>
      <text x="140" y="105" text-anchor="middle" fill="rgb(87, 92, 99)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">1</text>
      <line x1="203" x2="203" y1="88" y2="46" stroke="rgb(222, 219, 211)" stroke-width="1px"/>
      <text x="203" y="105" text-anchor="middle" fill="rgb(87, 92, 99)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">1.5</text>
      <line x1="266" x2="266" y1="88" y2="46" stroke="rgb(222, 219, 211)" stroke-width="1px"/>
      <text x="266" y="105" text-anchor="middle" fill="rgb(87, 92, 99)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">2</text>
      <text text-anchor="end" x="266" y="126" fill="rgb(31, 35, 40)" font-size="12px" font-variant-numeric="lining-nums tabular-nums">Value</text>
      </g>
      <line x1="203" x2="203" y1="30" y2="88" stroke="rgb(87, 92, 99)" stroke-width="1px" stroke-dasharray="4px, 4px"/>
      <text x="208" y="40" text-anchor="start" fill="rgb(87, 92, 99)" font-size="12px">A limit</text>
      <text x="2" y="62" fill="rgb(31, 35, 40)" stroke="rgb(255, 255, 255)" stroke-width="3px" stroke-linejoin="round" paint-order="stroke" font-size="12px" font-variant-numeric="lining-nums tabular-nums">A row: 1</text>
      <line x1="140" x2="266" y1="75" y2="75" stroke="rgb(133, 130, 123)" stroke-width="2px"/>
      <path d="M4.37,0A4.37,4.37,0,1,1,-4.37,0A4.37,4.37,0,1,1,4.37,0" fill="rgb(0, 114, 178)" transform="translate(140.0 75)"/>
      <path d="M-3.873,-3.873h7.746v7.746h-7.746Z" fill="rgb(194, 84, 10)" transform="translate(266.0 75)"/>"
    `);
    expect(container.querySelectorAll('svg')).toHaveLength(1);
  });
});

describe('BarChart', () => {
  it('hatches every part but the first', async () => {
    const { container } = await pictures.BarChart();
    const hatches = [...container.querySelectorAll('pattern path')].map((path) => path.getAttribute('d'));
    expect(hatches).toEqual(['', 'M0 6L6 0']);
  });
});

describe('AxisMarks', () => {
  it('draws two ticks with the same text, as an axis of numbers that round alike has', async () => {
    const rounded = {
      ...axis,
      format: (value: number) => `${Math.round(value)} s`,
      ticks: [0, 0.2, 0.4],
      domain: [0, 0.4],
    } as const;
    const points = [
      { x: 0, y: 0 },
      { x: 0.4, y: 0.4 },
    ];
    const { container } = await render(LineChart, {
      ...words,
      chart: { x: rounded, y: rounded, series: [{ id: 'a', label: 'A line', look: 1, draw: 'line', points }] },
    });
    expect(
      [...container.querySelectorAll('.axis text')].filter(({ textContent }) => textContent === '0 s'),
    ).toHaveLength(6);
  });
});

import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import BarChart from '../../../widgets/kit/charts/BarChart.svelte';
import LineChart from '../../../widgets/kit/charts/LineChart.svelte';
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

describe('BarChart', () => {
  it('hatches every part but the first', async () => {
    const { container } = await pictures.BarChart();
    const hatches = [...container.querySelectorAll('pattern path')].map((path) => path.getAttribute('d'));
    expect(hatches).toEqual(['', 'M0 6L6 0']);
  });
});

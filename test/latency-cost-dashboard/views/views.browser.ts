import '../../../src/styles/tokens.css';
import '../../../src/styles/base.css';
import '../../../src/styles/controls.css';
import '../../../widgets/kit/instrument.css';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { outcomes, showViews, viewNames } from './shown-views.ts';

const slow = { timeout: 20_000 };
const choose = (name: string) => page.getByRole('radio', { name, exact: true }).click({ force: true });

/** Opens what a view shows only when asked, so that it is examined too. */
async function ask(name: string, container: Element) {
  const button = { Load: 'Raise the load until it saturates', 'Error budget': 'Watch this budget' }[name];
  if (!button) return;
  await page.getByRole('button', { name: button }).click();
  await expect.poll(() => container.querySelector('figure.chart svg'), slow).not.toBeNull();
  await expect.poll(() => page.getByRole('button', { name: button }).query(), slow).not.toBeNull();
}

/** Files that were given to the reader, caught on their way to the disc. */
function catchFiles() {
  const files: { name: string; content: Blob }[] = [];
  const blobs = new Map<string, Blob>();
  const make = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = make(blob as Blob);
    blobs.set(address, blob as Blob);
    return address;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push({ name: this.download, content: blobs.get(this.href)! });
  });
  return files;
}

afterEach(async () => {
  vi.restoreAllMocks();
  document.documentElement.style.colorScheme = '';
  await page.viewport(414, 896);
});

describe('Views', () => {
  it.each(viewNames)(
    '%s has no accessibility fault, one sentence and one table for each chart, and stays within 320 px',
    async (name) => {
      await page.viewport(320, 800);
      const { container, client } = await showViews();
      await choose(name);
      await ask(name, container);
      for (const figure of container.querySelectorAll('figure.chart')) {
        const conclusion = figure.querySelector('.conclusion')!.textContent;
        expect(conclusion).toMatch(/^[“A-Z0-9].*\.$/s);
        expect(figure.querySelector('svg')!.getAttribute('aria-label')).toBe(conclusion);
        expect(figure.querySelectorAll('tbody tr').length).toBeGreaterThan(0);
        expect(figure.querySelectorAll('.chip').length).toBeGreaterThan(0);
      }
      expect(container.querySelectorAll('figure.chart').length).toBeGreaterThan(0);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
      const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
      client.end();
    },
  );

  it('moves from view to view by the arrow keys', async () => {
    const { container } = await showViews();
    await choose('Latency');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.poll(() => container.querySelector('.title')?.textContent).toBe('What 1000 predictions cost');
  });

  it('raises the load on the workers, says aloud what has come of it, and keeps Kingman beside it', async () => {
    const { container, spoken, client } = await showViews();
    await choose('Load');
    await ask('Load', container);
    expect(container.querySelectorAll('figure tbody tr')).toHaveLength(11);
    expect(container.textContent).toContain('Kingman, mean');
    expect(spoken.at(-1)).toMatch(/^From .* the 95th percentile of “Two replicas” goes from/);
    client.end();
  });

  it('names the alternatives that it does not show', async () => {
    const without = {
      alternative: { id: 'b', label: 'Overloaded', look: 5 as const },
      result: null,
      alone: [] as const,
      refusal: 'Too much.',
    };
    const { container } = await showViews({ outcomes: [...outcomes, without] });
    expect(container.textContent).toContain('Not shown: Overloaded');
  });
});

describe('files of a chart', () => {
  it('are a table that a spreadsheet opens, and pictures in light colours even of a dark page, with title, sentence and origins', async () => {
    const files = catchFiles();
    const { container } = await showViews();
    await choose('Latency');
    const figure = container.querySelector('figure.chart')!;
    document.documentElement.style.colorScheme = 'dark';
    const press = (name: string) => page.elementLocator(figure).getByRole('button', { name }).click();
    await page.elementLocator(figure).getByText('The numbers as a table').click();
    await press('Save as CSV');
    await press('Save as SVG');
    await press('Save as PNG');
    await expect.poll(() => files.length, slow).toBe(3);
    const [csv, svg, png] = files;
    expect(csv!.name).toBe('time-within-which-a-share-of-the-predictions-is-done.csv');
    const lines = (await csv!.content.text()).trim().split('\r\n');
    expect(lines[0]).toContain('Deployment,50 % within (s)');
    const p50 = Number(lines.find((line) => line.startsWith('Two replicas,'))!.split(',')[1]);
    expect(p50).toBe(outcomes[0]!.result.sojournTimeSeconds.p50);
    expect(svg!.name).toBe('how-long-the-answers-take.svg');
    const text = await svg!.content.text();
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(drawing.querySelector('parsererror')).toBeNull();
    expect(drawing.querySelector('title')!.textContent).toBe('How long the answers take');
    expect(text).toContain('Simulated: seed 1');
    // Okabe and Ito's blue as the light paper has it; nothing is left to style sheets that the file does not have.
    expect(text).toContain('rgb(0, 114, 178)');
    expect(text).not.toMatch(/var\(|class=|light-dark/);
    expect(png!.content.type).toBe('image/png');
    const picture = await createImageBitmap(png!.content);
    const [, , width, height] = drawing.documentElement.getAttribute('viewBox')!.split(' ').map(Number);
    expect([picture.width, picture.height]).toEqual([2 * width!, 2 * height!]);
  });
});

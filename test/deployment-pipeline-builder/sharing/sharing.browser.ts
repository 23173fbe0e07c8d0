import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { makeFragment } from '../../../widgets/deployment-pipeline-builder/sharing/fragment.ts';
import { button, listed, said, showBuilder, titanicFile } from '../on-page.ts';

const scenario: Draft = {
  title: 'Sent by a friend',
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 5 }, to: 'scorer' },
    { id: 'scorer', kind: 'modelServer', replicas: 1, serviceTime: { distribution: 'exponential', meanSeconds: 0.05 } },
  ],
  run: { seed: 1, durationSeconds: 60, replications: 2 },
};

/** Puts a fragment into the page's address, as a link does. */
const arrive = (fragment: string) =>
  void history.replaceState(null, '', location.pathname + location.search + fragment);
const preview = (name: string | RegExp) => page.getByRole('region', { name });
const drop = (name: string, content: string) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name, { type: 'application/json' }));
  const target = page.getByRole('region', { name: 'Share, save and open' }).element();
  for (const type of ['dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
};

/** The next file that the page gives its reader. */
async function nextDownload(act: () => Promise<void>): Promise<{ name: string; blob: Blob }> {
  const click = HTMLAnchorElement.prototype.click;
  try {
    const given = new Promise<{ name: string; address: string }>((resolve) => {
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        resolve({ name: this.download, address: this.href });
      };
    });
    await act();
    const { name, address } = await given;
    return { name, blob: await (await fetch(address)).blob() };
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
}

afterEach(() => arrive(''));

describe('a shared pipeline', () => {
  it('is shown before it is opened, replaces nothing by itself, and can be undone', async () => {
    arrive((await makeFragment(scenario, titanicFile))!);
    await showBuilder();
    await expect.element(preview('The link holds a pipeline')).toBeVisible();
    await expect.element(page.getByText('It is without “gateway”, “model”.')).toBeVisible();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    expect(document.activeElement?.textContent?.trim()).toBe('The link holds a pipeline');
    await button('Open it in place of your pipeline').click();
    await expect.poll(listed).toEqual(['users', 'scorer']);
    expect(location.hash).toBe('');
    await expect.element(page.getByRole('region', { name: 'Results of the run' })).not.toBeInTheDocument();
    await button('Undo').click();
    await expect.poll(listed).toEqual(['users', 'gateway', 'model']);
  });

  it('is left alone where the link names another instrument of the page, and taken where no instrument has its name', async () => {
    arrive((await makeFragment(scenario, '/widgets/gone.json'))!);
    await showBuilder();
    await expect.element(preview('The link holds a pipeline')).toBeVisible();
    await button('Leave your pipeline as it is').click();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    const other = document.createElement('section');
    other.dataset['pipeline'] = '/widgets/other.json';
    document.body.append(other);
    location.hash = (await makeFragment(scenario, '/widgets/other.json'))!;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect.element(preview(/The link/)).not.toBeInTheDocument();
    other.remove();
  });

  it('that was cut is refused with the reason, and opened in part only on request', async () => {
    const fragment = (await makeFragment(scenario, titanicFile))!;
    arrive(fragment.slice(0, -30));
    await showBuilder();
    await expect.element(preview('The link cannot be opened as it is')).toBeVisible();
    await expect.element(page.getByText(/Ask for the link again/)).toBeVisible();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    await button('Open what can be read').click();
    await expect.poll(() => listed()[0]).toBe('users');
    await said(/the link/);
  });

  it('of a newer version is shown and cannot be opened', async () => {
    await showBuilder();
    drop('newer.json', JSON.stringify({ ...scenario, formatVersion: 3 }));
    await expect.element(preview('The file “newer.json” was made by a newer version')).toBeVisible();
    await expect.element(page.getByText('It is written in version 3 of the format', { exact: false })).toBeVisible();
    await expect.element(preview(/newer version/).getByRole('button', { name: /Open/ })).not.toBeInTheDocument();
    const table = page.getByRole('region', { name: 'What can be read' });
    for (const read of ['users, Traffic', 'formatVersion', 'durationSeconds'])
      await expect.element(table.getByText(read).first()).toBeVisible();
    await preview(/newer version/)
      .getByText('The text as it came')
      .click();
    await expect
      .element(preview(/newer version/).getByRole('textbox'))
      .toHaveValue(JSON.stringify({ ...scenario, formatVersion: 3 }));
    const { blob } = await nextDownload(() => button('Save it as it came').click());
    expect(JSON.parse(await blob.text())).toEqual({ ...scenario, formatVersion: 3 });
    await button('Close').click();
  });

  it('comes back from the file that the download gave, byte for byte, by keys alone', async () => {
    await showBuilder();
    drop('one.json', JSON.stringify(scenario));
    await expect.element(button('Open it in place of your pipeline')).toBeVisible();
    // The focus is on the heading of what came; the button is the next stop.
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(listed).toEqual(['users', 'scorer']);
    const { name, blob } = await nextDownload(() => button('Download the scenario').click());
    expect(name).toBe('sent-by-a-friend.json');
    expect(await blob.text()).toBe(`${JSON.stringify(scenario, null, 2)}\n`);
  });

  it('leaves as a link that opens the very same pipeline', async () => {
    await showBuilder();
    drop('one.json', JSON.stringify(scenario));
    await button('Open it in place of your pipeline').click();
    await button('Copy a link').click();
    await expect
      .poll(() => document.body.textContent)
      .toMatch(/Copied a link of \d+ characters|Copy the link from the field/);
    const fragment = await makeFragment(scenario, titanicFile);
    const field = document.querySelector<HTMLInputElement>('input[readonly]');
    const target = document.body.appendChild(document.createElement('textarea'));
    target.focus();
    // A page under test may write to the clipboard and not read it, so it is pasted as a person does.
    if (!field) await userEvent.keyboard('{Control>}v{/Control}');
    const copied = field ? field.value : target.value;
    target.remove();
    expect(copied.endsWith(fragment!)).toBe(true);
  });
});

describe('what leaves the builder for paper', () => {
  it('is a picture with every component, as SVG and as a PNG of twice the size', async () => {
    await showBuilder();
    const { blob: svg } = await nextDownload(() => button('Picture as SVG').click());
    const document_ = new DOMParser().parseFromString(await svg.text(), 'image/svg+xml');
    expect(document_.querySelector('parsererror')).toBeNull();
    const texts = [...document_.querySelectorAll('g > text')].map((text) => text.textContent);
    for (const id of ['users', 'gateway', 'model']) expect(texts).toContain(id);
    const { blob: png } = await nextDownload(() => button('Picture as PNG').click());
    const bitmap = await createImageBitmap(png);
    expect(bitmap.width).toBe(2 * Number(document_.documentElement.getAttribute('width')));
    expect(bitmap.height).toBe(2 * Number(document_.documentElement.getAttribute('height')));
  });

  it('is a report with the results, their origin and the command that repeats them, once it has run', async () => {
    await showBuilder();
    drop('one.json', JSON.stringify(scenario));
    await button('Open it in place of your pipeline').click();
    const { blob: before } = await nextDownload(() => button('Report as Markdown').click());
    expect(await before.text()).toContain('It has not been run as it stands.');
    await button('Run the simulation').click();
    await said(/The run has finished/);
    const { name, blob } = await nextDownload(() => button('Report as Markdown').click());
    const text = await blob.text();
    expect(name).toBe('sent-by-a-friend.md');
    expect(text).toContain('| Mean response time |');
    expect(text).toContain('Simulated: seed 1, 2 replications of 60 s.');
    expect(text).toContain('npm run --silent simulate -- sent-by-a-friend.json --seed 1 --replications 2');
    await button('Report to print').click();
    const dialog = page.getByRole('dialog', { name: 'Sent by a friend' });
    await expect.element(dialog).toBeVisible();
    await expect.element(dialog.getByText('Where the numbers come from')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ModelLab from '../../widgets/model-lab/ModelLab.svelte';
import { giveFile } from './give-file.ts';

const slow = { timeout: 25_000 };
const show = (data: string | null = '/widgets/model_lab.titanic.json') =>
  render(ModelLab, { data, course: 'test-course', lesson: 'test-lesson', base: '/' });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click(slow);

async function load() {
  await press('Download and start');
  await expect.element(page.getByRole('button', { name: 'Predict and explain' }), slow).toBeVisible();
}

/** The cells of the row of a table whose first cell is `name`. */
function cells(container: Element, name: string): string[] {
  const row = [...container.querySelectorAll('tbody tr')].find((one) => one.children[0]?.textContent === name);
  return [...(row?.children ?? [])].slice(1).map((cell) => cell.textContent);
}

afterEach(() => vi.restoreAllMocks());

describe('ModelLab', () => {
  it('shows the size before anything is downloaded, loads by keyboard alone, answers and explains', async () => {
    const { container } = await show();
    await expect
      .poll(() => container.textContent, slow)
      .toMatch(/about 3\.74 MB to download \(14\.2 MB unpacked\), once;\s+this model is 22\.1 kB\./);
    expect(performance.getEntriesByType('resource').filter(({ name }) => /\.wasm|\.onnx/.test(name))).toEqual([]);
    (page.getByRole('button', { name: 'Download and start' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const predict = page.getByRole('button', { name: 'Predict and explain' });
    await expect.element(predict, slow).toBeVisible();
    await press(/A woman of 24, first class/);
    (page.getByLabelText('Fare', { exact: true }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByText(/^Probability that the passenger survived: about 83 in 100/).first(), slow)
      .toBeVisible();
    await expect.element(page.getByText(/“Sex” matters most here/)).toBeVisible();
    expect(cells(container, 'Sex')[1]).toBe('Male (commonest)');
    expect(cells(container, 'Age')[1]).toBe('28 (median)');
  });

  it('scores pasted rows, and names the faults of a wrong table without losing what was typed', async () => {
    const { container } = await show();
    await load();
    await press('Predict these rows');
    await expect.element(page.getByText(/^4 rows: \d with a probability/), slow).toBeVisible();
    const field = page.getByLabelText(/the first line with the names/);
    await field.fill('class,sex,fare\n1,female,ten');
    await press('Predict these rows');
    await expect.element(page.getByText(/the column "siblingsAndSpouses"/), slow).toBeVisible();
    expect((field.element() as HTMLTextAreaElement).value).toBe('class,sex,fare\n1,female,ten');
    expect(container.querySelectorAll('.error-note li')).toHaveLength(4);
  });

  it('takes a CSV file with outcomes, and refuses one in another encoding, one too large and a million rows', async () => {
    await show();
    await load();
    const give = (name: string, ...parts: BlobPart[]) => giveFile(/Or a CSV file/, name, ...parts);
    const head = 'class,sex,age,siblingsAndSpouses,parentsAndChildren,fare,port,outcome\n';
    await give('rows.csv', head, '3,0,30,0,0,8,0,0\n'.repeat(3000));
    await expect
      .element(page.getByText(/Held against your column of outcomes, 100\.0 % of 3000 are right/), slow)
      .toBeVisible();
    await give('latin.csv', Uint8Array.from([0x63, 0xe9, 0x2c]));
    await expect
      .element(page.getByText(/latin\.csv: expected text in UTF-8, found bytes that are no UTF-8/), slow)
      .toBeVisible();
    await give('million.csv', head, '3,0,30,0,0,8,0,0\n'.repeat(1_000_000));
    await expect
      .element(page.getByText(/million\.csv: expected at most 10\.0 MB, found a file of 17\.0 MB/), slow)
      .toBeVisible();
    await give('many.csv', head, '3,0,30,0,0,8,0,0\n'.repeat(30_000));
    await expect
      .element(page.getByText(/many\.csv, line 20002: expected at most 20000 rows, found more/), slow)
      .toBeVisible();
  });

  it('compares two models on the held-out rows with the figures of their manifests', async () => {
    const { container } = await show();
    await expect.element(page.getByRole('button', { name: 'Compare them' }), slow).toBeVisible();
    await page.getByLabelText('Second model').selectOptions('titanic-trees');
    await press('Compare them');
    await expect
      .element(page.getByText(/^The two part on \d+ rows of 327\. .*McNemar’s exact test, p/).first(), slow)
      .toBeVisible();
    const [mlp, trees] = (await Promise.all(
      ['titanic-mlp', 'titanic-trees'].map(async (id) => (await fetch(`/models/${id}.json`)).json()),
    )) as { metrics: { accuracy: number; auc: number } }[];
    const accuracies = cells(container, 'Accuracy (95 % interval)');
    expect(accuracies.map((text) => Number.parseFloat(text))).toEqual(
      [mlp!, trees!].map(({ metrics }) => Number((metrics.accuracy * 100).toFixed(1))),
    );
    expect(container.querySelectorAll('figure svg[role="img"]')).toHaveLength(1);
    expect(cells(container, 'Women and girls')[0]).toBe('113');
  });

  it('refuses a course’s model whose bytes are not those that its manifest names', async () => {
    const real = window.fetch.bind(window);
    vi.spyOn(window, 'fetch').mockImplementation(async (input, init) => {
      const answer = await real(input, init);
      if (!String(input).endsWith('/titanic-mlp.json')) return answer;
      return new Response((await answer.text()).replace(/"sha256": "[0-9a-f]{8}/, '"sha256": "00000000'));
    });
    await show();
    await press('Download and start');
    await expect.element(page.getByText(/expected SHA-256 00000000.*the file was altered/), slow).toBeVisible();
    await page.getByLabelText('Model', { exact: true }).selectOptions('titanic-logistic');
    await load();
  });

  it('goes on with the other models when one has no description, and says which', async () => {
    const real = window.fetch.bind(window);
    vi.spyOn(window, 'fetch').mockImplementation((input, init) =>
      String(input).endsWith('/titanic-trees.json')
        ? Promise.resolve(new Response('', { status: 404 }))
        : real(input, init),
    );
    await show();
    await expect.element(page.getByText(/titanic-trees\.json: expected a file, found status 404/), slow).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Download and start' })).toBeVisible();
  });

  it('says that a lesson which names no data file has to', async () => {
    await show(null);
    await expect.element(page.getByText(/expected the address of a data file, found nothing/), slow).toBeVisible();
  });
});

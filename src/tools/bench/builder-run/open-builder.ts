import type { Page } from '@playwright/test';
import { largePipeline } from './large-pipeline.ts';

const lesson = '/lessons/ai-builder-ch4-lesson1/';

/** Opens a lesson's builder on the built site with the large pipeline in the place of the lesson's own, and brings its diagram into view. */
export async function openBuilder(page: Page, address: string): Promise<void> {
  const data = {
    title: 'Large pipeline',
    intro: 'For the bench.',
    model: 'titanic-mlp',
    scenario: largePipeline(),
    presets: [],
  };
  await page.route('**/widgets/deployment_pipeline*.json', (route) => route.fulfill({ json: data }));
  await page.goto(`${address}${lesson}`);
  await page
    .locator('[aria-labelledby$="-title"]', { hasText: /pipeline/i })
    .first()
    .scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'Large pipeline' }).waitFor({ timeout: 60_000 });
  await page.locator('.svelte-flow__node').first().waitFor({ state: 'attached', timeout: 60_000 });
  await page.locator('.svelte-flow').scrollIntoViewIfNeeded();
}

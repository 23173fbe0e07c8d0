import type { Page } from '@playwright/test';
import { modelSource } from '../../../../widgets/engines/inference/manifest.ts';
import type { MeasuredSubject } from '../../../../widgets/engines/inference/messages.ts';
import type { DescribedModel } from '../../models/reference-curve.ts';

/** Times a measurement is made again because the machine was not steady, before it is given up. */
const attemptLimit = 4;

/** Measures the models in the page's worker, their calls in turn; loads the first one when the page is used for the first time. */
export async function measureInChromium(
  page: Page,
  models: readonly DescribedModel[],
  { batchSizes, threads }: { readonly batchSizes: readonly number[]; readonly threads: number },
): Promise<MeasuredSubject[]> {
  const subjects = models.map(({ manifest }, index) => ({
    model: manifest.id,
    rows: manifest.examples.map(({ features }) => features),
    ...(index > 0 && { source: modelSource(manifest, '/models/') }),
  }));
  const first = { ...modelSource(models[0]!.manifest, '/models/'), threads };
  const ask = { first, subjects, batchSizes: [...batchSizes], attemptLimit };
  return page.evaluate(async ({ first, subjects, batchSizes, attemptLimit }) => {
    const kept = globalThis as { client?: ReturnType<typeof measuring.newClient> };
    kept.client ??= measuring.newClient();
    if (!kept.client.loaded) await kept.client.load(first);
    for (let attempt = 1; ; attempt++) {
      try {
        return [...(await kept.client.measureTogether({ subjects, batchSizes, timingSeconds: 0 }))];
      } catch (error) {
        if ((error as Error).name !== 'UnsteadyDeviceError' || attempt === attemptLimit) throw error;
      }
    }
  }, ask);
}

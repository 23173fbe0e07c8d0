import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import { newProfile, removeProfile } from './browsers.ts';
import { eachAlone, type Fault, type Found, judge } from './fault.ts';

const QUOTA_BYTES = 2e6;

/** F5: the browser gives 2 MB and no more, and later gives more. What was called saved stays; the rest waits in memory, is said to, and is stored when there is room. */
export const fullStorage: Fault = {
  id: 'F5',
  title: 'quota of 2 MB, lifted again',
  tries: { change: 20, night: 20 },
  attempts: eachAlone(async (site, number) => {
    const run = `F5-${number}-${Date.now()}`;
    const profile = newProfile();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: chromiumArgs,
    });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const { origin } = new URL(site.address({}));
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA_BYTES });
      await page.goto(site.address({ do: 'fill', db: 'faults', run }));
      const [full] = await site.ledger.wait<{ ms: number; notice: string; unsaved: number; rescued: number }>(
        run,
        'full',
      );
      await session.send('Storage.overrideQuotaForOrigin', { origin });
      await site.ledger.wait(run, 'roomAgain');
      await page.goto(site.address({ do: 'check', db: 'faults', run }));
      const [found] = await site.ledger.wait<Found>(run, 'found');
      return judge(site.ledger.of(run, 'stored'), found!, {
        [`told after ${Math.round(full!.ms)} ms`]: full!.ms < 1000,
        [`told “${full!.notice}”`]: /not saved\. This device has no room left\./.test(full!.notice),
        [`${full!.unsaved} unsaved, ${full!.rescued} of them in the file`]:
          full!.unsaved > 0 && full!.rescued === full!.unsaved,
        'false alarm': found!.loss === undefined,
      });
    } finally {
      await context.close();
      removeProfile(profile);
    }
  }),
};

import { newProfile, removeProfile, startBrowser } from './browsers.ts';
import { eachAlone, type Fault, type Found, judge } from './fault.ts';

interface Imported {
  readonly importMs: number;
  /** Longest time for which the page did nothing else. */
  readonly longestGapMs: number;
  readonly addedCount: number;
}

/** F19: a file of ten years is imported while the page goes on answering; a record of so many events opens in time. */
const large = (
  eventCount: number,
  limits: { readonly importMs: number; readonly openMs: number; readonly gapMs: number },
  tries: Fault['tries'],
): Fault => ({
  id: 'F19',
  title: `${eventCount.toLocaleString('en-GB')} events imported and opened`,
  tries,
  attempts: eachAlone(async (site, number) => {
    const run = `F19-${eventCount}-${number}-${Date.now()}`;
    const profile = newProfile();
    try {
      const importing = startBrowser(
        'chromium',
        profile,
        site.address({ do: 'large', db: 'faults', run, count: eventCount }),
      );
      const [imported] = await site.ledger.wait<Imported>(run, 'imported', 1, 180_000).finally(() => importing.kill());
      const checking = startBrowser('chromium', profile, site.address({ do: 'openThenCheck', db: 'faults', run }));
      const [found] = await site.ledger.wait<Found>(run, 'found').finally(() => checking.kill());
      const { importMs, longestGapMs, addedCount } = imported!;
      console.log(
        `     ${eventCount} events: imported in ${Math.round(importMs)} ms, longest gap ${Math.round(longestGapMs)} ms, opened in ${Math.round(found!.openedMs)} ms`,
      );
      return judge([], found!, {
        [`${addedCount} added`]: addedCount === eventCount,
        [`${found!.ids.length} found`]: found!.ids.length === eventCount,
        [`imported in ${Math.round(importMs)} ms`]: importMs < limits.importMs,
        [`the page stood still for ${Math.round(longestGapMs)} ms`]: longestGapMs < limits.gapMs,
        [`opened in ${Math.round(found!.openedMs)} ms`]: found!.openedMs < limits.openMs,
      });
    } finally {
      removeProfile(profile);
    }
  }),
});

export const largeRecords = [
  large(10_000, { importMs: 5_000, openMs: 300, gapMs: 200 }, { change: 1, night: 3 }),
  large(200_000, { importMs: 30_000, openMs: 10_000, gapMs: 200 }, { change: 0, night: 1 }),
];

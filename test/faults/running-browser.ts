import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import { newProfile, removeProfile } from './browsers.ts';

/** A Chromium with a profile on the disk that is told what to do, for faults that happen while it goes on running. Pages that are left are kept, as people's browsers do. */
export async function runningBrowser(): Promise<{ setting: BrowserContext; takeDown: () => Promise<void> }> {
  const profile = newProfile();
  const setting = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumArgs,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  return {
    setting,
    takeDown: async () => {
      await setting.close();
      removeProfile(profile);
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArgs, chromiumPath } from '../chromium.mjs';
import { firefoxPath } from '../firefox.mjs';

export type BrowserName = 'chromium' | 'firefox';

/** A browser of its own with a profile of its own, started by its command line and ended by signals: nothing between it and the disk. */
export interface RealBrowser {
  readonly profile: string;
  /** Ends it at once, as a power cut would end its processes. Resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

function command(name: BrowserName, profile: string, address: string): [string, string[]] {
  if (name === 'chromium')
    return [
      chromiumPath(),
      [
        ...chromiumArgs,
        '--headless=new',
        '--disable-dev-shm-usage',
        '--disable-popup-blocking',
        '--disable-background-timer-throttling',
        `--user-data-dir=${profile}`,
        address,
      ],
    ];
  return [firefoxPath(), ['--headless', '--no-remote', '--profile', profile, address]];
}

/** A folder for a profile. Firefox is told not to ask, restore or greet. */
export function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'slipway-fault-'));
  const settings: [string, string | number | boolean][] = [
    ['browser.shell.checkDefaultBrowser', false],
    ['browser.sessionstore.resume_from_crash', false],
    ['browser.startup.homepage_override.mstone', 'ignore'],
    ['browser.aboutwelcome.enabled', false],
    ['dom.disable_open_during_load', false],
    ['datareporting.policy.dataSubmissionEnabled', false],
    ['toolkit.startup.max_resumed_crashes', -1],
  ];
  writeFileSync(
    join(profile, 'user.js'),
    settings.map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`).join(''),
  );
  return profile;
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Starts the browser on this address. Its own process group, so that every process of it can be killed by one signal, and no other browser with it. */
export function startBrowser(name: BrowserName, profile: string, address: string): RealBrowser {
  const [path, args] = command(name, profile, address);
  const child = spawn(path, args, { detached: true, stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS: '1' } });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${path} could not be started.`);
  return {
    profile,
    kill: async () => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
      await gone(child);
    },
  };
}

// Where the tests find the real Chromium, and how it is started here and in continuous integration.
import { browserPath, ensureBrowser, findBrowser } from './installed-browser.mjs';

const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  paths: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  debianPackage: 'chromium',
};

/** No look-ups to the outside, no GPU; root in a container has no sandbox. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of an installed Chromium; undefined when there is none. */
export const findChromium = () => findBrowser(chromium);
/** The same, or an error that names the command to run. */
export const chromiumPath = () => browserPath(chromium);
export const ensureChromium = () => ensureBrowser(chromium);

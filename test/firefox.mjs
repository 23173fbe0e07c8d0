// Where the fault matrix and the comparison of browsers find the real Firefox.
import { browserPath, ensureBrowser, findBrowser } from './installed-browser.mjs';

const firefox = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  debianPackage: 'firefox-esr',
};

export const findFirefox = () => findBrowser(firefox);
export const firefoxPath = () => browserPath(firefox);
export const ensureFirefox = () => ensureBrowser(firefox);

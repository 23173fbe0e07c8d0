import { describe, expect, it } from 'vitest';
import { describeBrowser, describeDevice } from '../../../widgets/engines/inference/device.ts';

const agents = {
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  safari:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  android:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  chromebook:
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
};

describe('describeDevice', () => {
  it.each([
    ['Windows, 8 cores', { userAgent: agents.chrome, hardwareConcurrency: 8 }],
    ['Linux, 1 core', { userAgent: agents.firefox, hardwareConcurrency: 1 }],
    ['macOS', { userAgent: agents.safari }],
    ['iOS, 6 cores', { userAgent: agents.iphone, hardwareConcurrency: 6 }],
    ['Android, 8 cores', { userAgent: agents.android, hardwareConcurrency: 8, platform: 'Linux armv8l' }],
    ['ChromeOS, 4 cores', { userAgent: agents.chromebook, hardwareConcurrency: 4 }],
    ['Linux, 2 cores', { userAgentData: { platform: 'Linux' }, userAgent: agents.chrome, hardwareConcurrency: 2 }],
    ['macOS, 10 cores', { platform: 'darwin', userAgent: 'Node.js/26', hardwareConcurrency: 10 }],
    ['An unknown system', {}],
  ])('says %s', (words, navigator) => {
    expect(describeDevice(navigator)).toBe(words);
  });
});

describe('describeBrowser', () => {
  it.each([
    ['Chrome 156', { userAgent: agents.chrome }],
    ['Edge 156', { userAgent: agents.edge }],
    ['Firefox 153', { userAgent: agents.firefox }],
    ['Safari 26', { userAgent: agents.safari }],
    ['Safari 26', { userAgent: agents.iphone }],
    ['Node 26', { userAgent: 'Node.js/26' }],
    [
      'Chromium 156',
      {
        userAgentData: {
          brands: [
            { brand: 'Not;A=Brand', version: '8' },
            { brand: 'Chromium', version: '156' },
          ],
        },
      },
    ],
    [
      'Chrome 156',
      {
        userAgentData: {
          brands: [
            { brand: 'Chromium', version: '156' },
            { brand: 'Google Chrome', version: '156' },
            { brand: 'Not?A_Brand', version: '24' },
          ],
        },
      },
    ],
    ['an unknown browser', {}],
  ])('says %s', (words, navigator) => {
    expect(describeBrowser(navigator)).toBe(words);
  });
});

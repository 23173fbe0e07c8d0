import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundleScript } from '../../src/tools/offline/bundle-script.ts';

describe('bundleScript', () => {
  it('makes of what stands in the head of every page less than half a kilobyte, under the folder of its host', async () => {
    const script = await bundleScript('widgets/site-update/register.ts', '/course/');
    expect(gzipSync(script).length).toBeLessThan(500);
    expect(script).toContain('/course/');
    expect(script).not.toContain('</');
  });

  it('makes one plain script that imports nothing, of the service worker and of the one that removes it', async () => {
    for (const name of ['service-worker', 'farewell-worker']) {
      const script = await bundleScript(`widgets/engines/offline/${name}.ts`, '/');
      const heard: string[] = [];
      // Runs as a classic script does, where `import` would be a syntax error, and asks for nothing while it starts.
      runInNewContext(script, {
        registration: { scope: 'https://h.example/' },
        addEventListener: (type: string) => heard.push(type),
      });
      expect(heard).toEqual(name === 'service-worker' ? ['install', 'activate', 'fetch', 'message'] : ['activate']);
    }
  });
});

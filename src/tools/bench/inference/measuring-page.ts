import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, defaultClientConditions } from 'vite';
import { chromiumArgs, chromiumPath } from '../../../../test/chromium.mjs';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
/** Headers that make a page cross-origin isolated: a finer clock, and threads. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** A page in Chromium that holds the course's inference client as `measuring`, with the models under `/models/`. */
export interface MeasuringPage {
  readonly page: Page;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Builds the page as the site is built, serves it on this machine and opens it. `isIsolated` as a host with the isolation headers would. */
export async function openMeasuringPage({ isIsolated }: { readonly isIsolated: boolean }): Promise<MeasuringPage> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-measuring-'));
  const root = fileURLToPath(new URL('.', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: join(root, 'page.html') } },
  });
  const publicFolder = fileURLToPath(new URL('../../../../public', import.meta.url));
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = [join(folder, path), join(publicFolder, path)].find((one) => existsSync(one));
    if (!file || path === '/') {
      response.writeHead(404).end('not found');
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'max-age=3600',
      ...(isIsolated && isolation),
    });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`);
  await page.waitForFunction(() => 'measuring' in globalThis);
  const close = async () => {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, browser, close };
}

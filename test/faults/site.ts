import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin, preview } from 'vite';

/** What a page has reported in one run, by kind. The ledger stands outside of the browser, so that killing it takes nothing away. */
export class Ledger {
  readonly #reports = new Map<string, unknown[]>();
  readonly #waiting = new Set<() => void>();

  add(run: string, kind: string, value: unknown): void {
    const key = `${run} ${kind}`;
    this.#reports.set(key, [...(this.#reports.get(key) ?? []), value]);
    for (const look of this.#waiting) look();
  }

  /** Leaves something for the page of a run, which asks for it. */
  put(run: string, value: unknown): void {
    this.add(run, 'toPage', value);
  }

  of<Value>(run: string, kind: string): Value[] {
    return (this.#reports.get(`${run} ${kind}`) ?? []) as Value[];
  }

  /** The reports of a kind, once there are so many; rejects after the time limit. */
  async wait<Value>(run: string, kind: string, count = 1, limitMs = 60_000): Promise<Value[]> {
    let look = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new Error(
              `The page did not report "${kind}" within ${limitMs / 1000} s. ${this.of(run, 'failed').join(' ')}`,
            ),
          ),
        limitMs,
      );
      look = () => this.of(run, kind).length >= count && resolve();
      this.#waiting.add(look);
      look();
    }).finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(look);
    });
    return this.of(run, kind);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export interface FaultSite {
  readonly ledger: Ledger;
  /** Of `page.html`, or of another page of this folder. */
  readonly address: (query: Readonly<Record<string, string | number>>, page?: string) => string;
  readonly close: () => Promise<void>;
}

/** Takes the pages' reports, and gives them what the suite has left for them. */
const takeReports = (ledger: Ledger): Plugin => ({
  name: 'reports',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use('/wanted', async (request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      try {
        const [value] = await ledger.wait(query.get('run')!, 'toPage', 1, 120_000);
        response.end(JSON.stringify(value));
      } catch {
        // The try fails by it, and says so; the run goes on.
        response.statusCode = 504;
        response.end();
      }
    });
    middlewares.use('/report', async (request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams;
      ledger.add(query.get('run')!, query.get('kind')!, JSON.parse(await textOf(request)));
      response.end();
    });
  },
});

/** Bundles the pages of this folder, because each new browser would load some hundred sources, and serves them. */
export async function startSite(): Promise<FaultSite> {
  const ledger = new Ledger();
  const outDir = mkdtempSync(join(tmpdir(), 'slipway-faults-'));
  const common = { configFile: false, root: import.meta.dirname, logLevel: 'error' } as const;
  await build({
    ...common,
    // Files of every form that was ever released.
    publicDir: join(common.root, '../fixtures/record'),
    plugins: [svelte({ configFile: false })],
    worker: { format: 'es' },
    build: {
      outDir,
      target: 'esnext',
      minify: false,
      rolldownOptions: { input: ['page.html', 'quiz.html', 'trials.html'].map((page) => join(common.root, page)) },
    },
  });
  const server = await preview({
    ...common,
    appType: 'mpa',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [takeReports(ledger)],
  });
  const { port } = server.httpServer.address() as { port: number };
  return {
    ledger,
    address: (query, page = 'page.html') =>
      `http://127.0.0.1:${port}/${page}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true });
    },
  };
}

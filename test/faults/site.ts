import type { IncomingMessage } from 'node:http';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

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

/** Serves the sources as they are, and takes the page's reports. */
export async function startSite(): Promise<FaultSite> {
  const ledger = new Ledger();
  const server = await createServer({
    configFile: false,
    root: new URL('../..', import.meta.url).pathname,
    logLevel: 'error',
    appType: 'mpa',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    // Everything the record imports is a module already; discovering that would reload the page in the middle of a run.
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [
      svelte({ configFile: false }),
      {
        name: 'reports',
        configureServer: ({ middlewares }) => {
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
      },
    ],
  });
  await server.listen();
  const { port } = server.httpServer!.address() as { port: number };
  return {
    ledger,
    address: (query, page = 'page.html') =>
      `http://127.0.0.1:${port}/test/faults/${page}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
    close: () => server.close(),
  };
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { contentTypes } from '../../src/tools/content-types.ts';

/** What is wrong with the host: nothing, it cannot be reached, it takes requests and never answers, or it answers for every hashed file with its front page. */
export type HostFault = 'none' | 'gone' | 'silent' | 'front page for files';

/** A static host of a built site, of which another build can be published while pages are open, and which can go away. */
export class OfflineHost {
  /** Paths of all requests that reached it, in their order. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  fault: HostFault = 'none';
  #folder: string;
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #server: Server;

  private constructor(folder: string, base: string, headers: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#base = base;
    this.#headers = headers;
    this.#server = createServer((request, response) => {
      if (this.fault === 'gone') return void request.socket.destroy();
      const { pathname } = new URL(request.url ?? '/', 'http://host');
      this.asked.push({ path: pathname, headers: request.headers });
      if (this.fault === 'silent') return;
      const isFrontPage = this.fault === 'front page for files' && pathname.includes('/_astro/');
      const file = isFrontPage ? join(this.#folder, 'index.html') : this.#fileOf(pathname);
      if (file === undefined) return void response.writeHead(404, { 'content-type': 'text/html' }).end('Not found');
      response.writeHead(200, {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'cache-control': pathname.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...this.#headers,
      });
      response.end(readFileSync(file));
    });
  }

  /** `base` is the folder that the site was built for. `headers` are sent with everything. */
  static async start(folder: string, base = '/', headers: Readonly<Record<string, string>> = {}): Promise<OfflineHost> {
    const host = new OfflineHost(folder, base, headers);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  /** Of a path below the site's folder. */
  address(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#base}${path}`;
  }

  /** Puts another build in the place of the one that is served; the files of that one are gone. */
  publish(folder: string): void {
    this.#folder = folder;
  }

  /** From now on nobody reaches it; connections that stand are cut. */
  goAway(): void {
    this.fault = 'gone';
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #fileOf(pathname: string): string | undefined {
    if (!pathname.startsWith(this.#base)) return undefined;
    const path = join(this.#folder, normalize(decodeURIComponent(pathname.slice(this.#base.length - 1))));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    return existsSync(file) ? file : undefined;
  }
}

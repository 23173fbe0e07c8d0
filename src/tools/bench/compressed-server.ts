import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentTypes } from '../content-types.ts';

/** Serves a built folder with gzip, as any static host does; compressed once and kept. Resolves with the listening server. */
export function compressedServer(folder: string): Promise<Server> {
  const kept = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    let path = join(folder, normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
    if (!existsSync(path)) {
      response.writeHead(404).end('not found');
      return;
    }
    const isPacked = path.endsWith('.woff2');
    const body = kept.get(path) ?? (isPacked ? readFileSync(path) : gzipSync(readFileSync(path), { level: 9 }));
    kept.set(path, body);
    response.writeHead(200, {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': path.includes('_astro') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(isPacked ? {} : { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

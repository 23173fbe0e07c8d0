import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBytes } from '../../../widgets/engines/inference/check-bytes.ts';
import { fetchBytes } from '../../../widgets/engines/inference/fetch-bytes.ts';

const file = Buffer.alloc(200_000, 7);
const answers: Record<string, RequestListener> = {
  '/good': (_, response) => response.writeHead(200, { 'content-length': file.length }).end(file),
  '/chunked': (_, response) => response.writeHead(200).end(file),
  '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file)),
  '/missing': (_, response) => response.writeHead(404).end('none'),
  '/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Home</p>'),
  '/broken': (_, response) => {
    response.writeHead(200, { 'content-length': file.length });
    response.write(file.subarray(0, 1000), () => response.destroy());
  },
};
let server: Server;
let host = '';

beforeAll(async () => {
  server = createServer((request, response) => answers[request.url!]!(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** What a fetch tells: its bytes or the fault's words, and its progress. */
async function fetched(path: string, byteLimit = 1e6, expectedBytes: number | null = null) {
  const progress: (readonly [number, number | null])[] = [];
  const answer = await fetchBytes(host + path, byteLimit, expectedBytes, (loaded, total) =>
    progress.push([loaded, total]),
  );
  return { found: answer.ok ? answer.bytes.length : answer.problem.found, progress };
}

describe('fetchBytes', () => {
  it('gives the whole file, with progress up to its size', async () => {
    const { found, progress } = await fetched('/good');
    expect(found).toBe(file.length);
    expect(progress.at(-1)).toEqual([file.length, file.length]);
  });

  it('takes the expected size where the host does not say it, or says that of the compressed file', async () => {
    expect((await fetched('/chunked', 1e6, 123)).progress.at(-1)).toEqual([file.length, 123]);
    expect((await fetched('/gzip', 1e6, 456)).progress.at(-1)).toEqual([file.length, 456]);
    expect((await fetched('/chunked')).progress.at(-1)).toEqual([file.length, null]);
  });

  it.each([
    ['/missing', 'status 404: there is no such file'],
    ['/page', 'a web page: there is no such file'],
    ['/broken', 'a connection that broke off'],
  ])('says of %s: %s', async (path, words) => {
    expect((await fetched(path)).found).toBe(words);
  });

  it('stops at the limit, whether or not the host tells the size, also of a file that grows when unpacked', async () => {
    for (const path of ['/good', '/chunked', '/gzip'])
      expect((await fetched(path, 150_000)).found).toBe('a larger file');
  });

  it('says that no host answers', async () => {
    const answer = await fetchBytes('http://127.0.0.1:9/none', 10, null, () => {});
    expect(answer.ok ? '' : answer.problem.found).toBe('no answer from the host');
  });
});

describe('checkBytes', () => {
  const bytes = new Uint8Array(10);
  const digest = 'a'.repeat(64);

  it('finds nothing wrong with what was announced, or with nothing announced', () => {
    expect(checkBytes(bytes, digest, { url: 'm.onnx' })).toBeNull();
    expect(checkBytes(bytes, digest, { url: 'm.onnx', bytes: 10, sha256: digest.toUpperCase() })).toBeNull();
  });

  it('tells a truncated, a longer and an altered file apart', () => {
    expect(checkBytes(bytes, digest, { url: 'm.onnx', bytes: 11 })?.found).toBe('a truncated file of 10 bytes');
    expect(checkBytes(bytes, digest, { url: 'm.onnx', bytes: 9 })?.found).toBe('a longer file of 10 bytes');
    expect(checkBytes(bytes, digest, { url: 'm.onnx', bytes: 10, sha256: 'b'.repeat(64) })).toMatchObject({
      path: 'm.onnx',
      found: 'SHA-256 aaaaaaaaaaaa…: the file was altered',
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { lessonPath, showAllInstruments } from './site.ts';

const compressed = (body: Buffer) => gzipSync(body, { level: 9 }).length;

test('a lesson page before any instrument is in view weighs at most 30 kB compressed, carries no framework and two fonts of at most 60 kB', async ({
  page,
}) => {
  const requests: { type: string; url: string; bytes: number }[] = [];
  page.on('response', async (response) => {
    const type = response.request().resourceType();
    const body = await response.body().catch(() => Buffer.alloc(0));
    requests.push({ type, url: response.url(), bytes: type === 'font' ? body.length : compressed(body) });
  });
  await page.goto(lessonPath, { waitUntil: 'networkidle' });
  const text = requests.filter(({ type }) => ['document', 'stylesheet', 'script'].includes(type));
  const fonts = requests.filter(({ type }) => type === 'font');
  expect(text.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(30_000);
  expect(requests.filter(({ type }) => type === 'script').map(({ url }) => url)).toEqual([]);
  expect(fonts.length).toBeLessThanOrEqual(2);
  expect(fonts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(60_000);
});

test("a lesson without an instrument never asks for an instrument's JavaScript, nor for the inference runtime", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/lessons/ai-builder-ch4-lesson2/');
  await showAllInstruments(page);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /(PipelineBuilder|Dashboard|Workbench|ort\.)[^/]*\.js|\.wasm|\.onnx/.test(url))).toEqual(
    [],
  );
  expect(asked.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
});

test('the inference runtime is asked for only when an inference action needs it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(lessonPath);
  await showAllInstruments(page);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /\.wasm|\.onnx|ort-/.test(url))).toEqual([]);
});

test('the HTML of a page does not grow with the number of lessons: it links to its neighbours only', () => {
  const lessons = readdirSync('dist/lessons');
  expect(lessons.length).toBe(3);
  for (const id of lessons) {
    const html = readFileSync(join('dist/lessons', id, 'index.html'), 'utf8');
    expect(
      new Set([...html.matchAll(/href="\/lessons\/([^/"]+)\//g)].map((match) => match[1])).size,
    ).toBeLessThanOrEqual(3);
  }
});

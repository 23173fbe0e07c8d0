import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Writes each built page's own Content-Security-Policy into its head, with the hashes of just the inline scripts and styles that the page has.
 * Astro's `security.csp` was tried and refused: it misses the inline CSS of components that come by content collections.
 */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'slipway:content-security-policy',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const pages = await htmlFiles(fileURLToPath(dir));
        for (const page of pages) await writeFile(page, withPolicy(await readFile(page, 'utf8')));
        logger.info(`wrote the policy of ${pages.length} pages`);
      },
    },
  };
}

/** The page with its policy as the first element of its head. Throws when the page has a style attribute, which the policy would silently drop. */
export function withPolicy(page: string): string {
  const html = withOneSheet(page);
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes(html, 'script')}`.trim(),
    `style-src 'self' ${hashes(html, 'style')}`.trim(),
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    'frame-src https://www.youtube-nocookie.com',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html slipway-worker slipway-offline',
  ].join('; ');
  const head = html.indexOf('<head>');
  if (head < 0) throw new Error('A built page has no <head>.');
  return `${html.slice(0, head)}<head><meta http-equiv="content-security-policy" content="${policy}">${html.slice(head + '<head>'.length)}`;
}

/** All inline style sheets in the place of the first, in their order: each one more would cost a hash in the policy, and hashes do not compress. */
function withOneSheet(html: string): string {
  const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
  let isFirst = true;
  return html.replace(/<style>[\s\S]*?<\/style>/g, () => {
    const all = isFirst ? `<style>${sheets.join('')}</style>` : '';
    isFirst = false;
    return all;
  });
}

/** Hash sources of every inline `tag` of the page, each once. JSON blocks are data, not scripts, and need none. */
function hashes(html: string, tag: 'script' | 'style'): string {
  const found = new Set<string>();
  for (const match of html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g'))) {
    const [, attributes = '', body = ''] = match;
    if (/\bsrc=/.test(attributes) || /type="application\/(ld\+)?json"/.test(attributes)) continue;
    found.add(`'sha256-${createHash('sha256').update(body).digest('base64')}'`);
  }
  return [...found].join(' ');
}

async function htmlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name));
}

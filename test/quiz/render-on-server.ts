import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

/** Renders components as the build does, without a browser: by file, with the props of each. */
export async function renderOnServer(
  islands: readonly { file: string; props: Record<string, unknown> }[],
): Promise<string[]> {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    plugins: [svelte({ configFile: false })],
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false },
  });
  try {
    const { render } = await server.ssrLoadModule('svelte/server');
    const pages: string[] = [];
    for (const { file, props } of islands) {
      const { default: Island } = await server.ssrLoadModule(file);
      pages.push(render(Island, { props }).body);
    }
    return pages;
  } finally {
    await server.close();
  }
}

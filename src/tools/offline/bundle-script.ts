import { build } from 'vite';

/** A module and what it imports as one plain script, made small. `base` is the folder that the site is served from. */
export async function bundleScript(entry: string, base: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    base,
    build: {
      write: false,
      target: 'es2022',
      // Vite wraps the `import()` of a page's script into its preloading, which is of no use here; of a server's script it does not.
      ssr: true,
      minify: true,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  if (!('output' in built)) throw new Error(`${entry} was not bundled into one script.`);
  return built.output[0].code.trim();
}

/**
 * Starts a module worker under `require-trusted-types-for 'script'`, where a plain string is refused as a worker's address.
 * Use with Vite's `import url from './worker.ts?worker&url'`.
 */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

/** Throws when the address is of another origin: only the site's own workers may run. */
function sameOrigin(url: string): string {
  const absolute = new URL(url, location.href);
  if (absolute.origin !== location.origin)
    throw new TypeError(`A worker of another origin was refused: ${absolute.origin}`);
  return absolute.href;
}

export function startTrustedWorker(url: string): Worker {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= trustedTypes?.createPolicy('slipway-worker', { createScriptURL: sameOrigin }) ?? {
    createScriptURL: sameOrigin,
  };
  return new Worker(policy.createScriptURL(url), { type: 'module' });
}

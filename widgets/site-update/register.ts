/**
 * Stands within the head of every built page, so every byte counts and nothing waits for it: asks for the service worker when the page has loaded and the browser is idle,
 * tells it which page is open, and fetches what has to be said when a part of the page does not come (`update-notice.ts`).
 */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const { serviceWorker } = navigator;
const base = import.meta.env.BASE_URL;

async function register(): Promise<void> {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('slipway-offline', { createScriptURL: (url) => url });
  const url = `${base}service-worker.js`;
  await serviceWorker.register(policy ? policy.createScriptURL(url) : url);
  (await serviceWorker.ready).active?.postMessage({ opened: location.href });
}

// Where a browser has no service workers, refuses them or cannot fetch ours, the site works as sites do.
const begin = () => void register().catch(() => {});
if (serviceWorker) addEventListener('load', () => (globalThis.requestIdleCallback ?? setTimeout)(begin));

const explain = () => void import(/* @vite-ignore */ `${base}offline/update-notice.js`).catch(() => {});
addEventListener('vite:preloadError', explain);
addEventListener('astro:hydration-error', explain);

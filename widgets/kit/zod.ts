/** `zod/mini` as the browser may use it. Everything under `widgets` takes zod from here. */
import { config } from 'zod/mini';

// Zod's fast path compiles code with `new Function`, which the site's Content Security Policy refuses and reports. Zod asks when a schema is made:
// so this is set here, before any schema can be.
config({ jitless: true });

export * from 'zod/mini';

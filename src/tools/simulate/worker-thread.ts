import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';

// Each thread has a cache of its own to switch on.
enableCompileCache();

// The very worker of the browser, in a thread of Node: it is given the two functions that it uses of a browser's worker scope.
const scope: { onmessage: ((event: { data: unknown }) => void) | null; postMessage: (message: unknown) => void } = {
  onmessage: null,
  postMessage: (message) => parentPort!.postMessage(message),
};
Object.assign(globalThis, { self: scope });
await import('../../../widgets/engines/simulator/worker.ts');
parentPort!.on('message', (data: unknown) => scope.onmessage?.({ data }));

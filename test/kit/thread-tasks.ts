import { cdp } from 'vitest/browser';

/** The part of a DevTools session that is used; vitest types none of it. */
interface DevTools {
  send(method: string, input?: unknown): Promise<unknown>;
  on(event: string, listener: (value: never) => void): void;
  off(event: string, listener: (value: never) => void): void;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Processor time of the event's own thread, in microseconds. */
  readonly tdur?: number;
}

/**
 * Runs something and resolves to the longest task of the page's thread meanwhile, in milliseconds of processor time: what the page itself keeps the thread
 * for. A `longtask` of PerformanceObserver counts as well how long other programs held the processor.
 */
export async function longestTaskMs(run: () => Promise<void>): Promise<number> {
  const devTools = cdp() as unknown as DevTools;
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly TraceEvent[] }) => void events.push(...value);
  devTools.on('Tracing.dataCollected', collect);
  const complete = new Promise<void>((resolve) => devTools.on('Tracing.tracingComplete', () => resolve()));
  await devTools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await run();
  await devTools.send('Tracing.end');
  await complete;
  devTools.off('Tracing.dataCollected', collect);
  const pageThreads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) => name === 'RunTask' && tdur !== undefined && pageThreads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

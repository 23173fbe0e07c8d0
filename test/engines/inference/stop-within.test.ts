import { describe, expect, it, vi } from 'vitest';
import { stopWithin } from '../../../widgets/engines/inference/stop-within.ts';

describe('stopWithin', () => {
  it('leaves a worker alone that answers in time, or that somebody else has ended', async () => {
    const end = vi.fn();
    expect(await stopWithin({ answer: async () => true, end }, 1000)).toBe(false);
    expect(await stopWithin({ answer: () => Promise.reject(new Error('ended')), end }, 1000)).toBe(false);
    expect(end).not.toHaveBeenCalled();
  });

  it('ends a worker that is still busy after the limit', async () => {
    vi.useFakeTimers();
    const end = vi.fn();
    const stopping = stopWithin({ answer: () => new Promise(() => {}), end }, 100);
    await vi.advanceTimersByTimeAsync(99);
    expect(end).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await stopping).toBe(true);
    expect(end).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});

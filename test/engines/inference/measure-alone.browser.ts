import { describe, expect, it, vi } from 'vitest';
import { measureAlone } from '../../../widgets/engines/inference/measure-alone.ts';

/** A measurement that ends when it is told to. */
function measurement() {
  let end = (_result: string) => {};
  const over = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { run: vi.fn(() => over), end: (result: string) => end(result) };
}

describe('measureAlone', () => {
  it('lets the second measurement wait, says so, and begins it when the first is over', async () => {
    const [first, second] = [measurement(), measurement()];
    const onWaiting = vi.fn();
    const one = measureAlone(first.run, { onWaiting });
    await expect.poll(() => first.run).toHaveBeenCalled();
    expect(onWaiting).not.toHaveBeenCalled();
    const two = measureAlone(second.run, { onWaiting });
    await expect.poll(() => onWaiting).toHaveBeenCalledOnce();
    expect(second.run).not.toHaveBeenCalled();
    first.end('one');
    expect(await one).toBe('one');
    await expect.poll(() => second.run).toHaveBeenCalledOnce();
    second.end('two');
    expect(await two).toBe('two');
  });

  it('gives up its place when it is cancelled while it waits, and frees the lock of one that fails', async () => {
    const [first, second] = [measurement(), measurement()];
    const abort = new AbortController();
    const one = measureAlone(() => first.run().then(() => Promise.reject(new Error('The model broke.'))), {});
    const two = measureAlone(second.run, { onWaiting: () => abort.abort(), signal: abort.signal });
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    first.end('');
    await expect(one).rejects.toThrow('The model broke.');
    expect(await measureAlone(async () => 'three', {})).toBe('three');
    expect(second.run).not.toHaveBeenCalled();
  });

  it('measures at once where the browser has no locks', async () => {
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as never);
    expect(await measureAlone(async () => 'measured', {})).toBe('measured');
    vi.restoreAllMocks();
  });
});

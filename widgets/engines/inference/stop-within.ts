/** A worker that was told to stop: whether it answers, and how it is ended. */
export interface StopPort {
  readonly answer: () => Promise<unknown>;
  readonly end: () => void;
}

/**
 * Waits until a worker that was told to stop answers again, and ends it when it does not within `limitMs` milliseconds: one call of a large model cannot
 * be interrupted otherwise. Resolves to whether it had to be ended; never rejects.
 */
export async function stopWithin(port: StopPort, limitMs: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  // A worker that is ended meanwhile has stopped too.
  const answered = port.answer().then(
    () => 'stopped',
    () => 'stopped',
  );
  const first = await Promise.race([answered, late]);
  clearTimeout(timer);
  if (first !== 'late') return false;
  port.end();
  return true;
}

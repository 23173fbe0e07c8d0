/**
 * Clients that contend for one row by optimistic locking, the model of aws-arch-backoff-simulator (Brooker 2015), written anew: each client reads the
 * version, writes with it, and after a conflict waits by its policy and reads again. A message takes |normal(10, 2)| milliseconds.
 */
export interface Contention {
  readonly clients: number;
  /** Seconds before retry `retry` (the first is 1) of one client, given its wait before. */
  readonly wait: (retry: number, previousSeconds: number) => number;
  readonly normal: () => number;
}

const NETWORK_SECONDS = 0.01;
const NETWORK_DEVIATION_SECONDS = 0.002;

interface Message {
  readonly at: number;
  readonly client: number;
  /** Reads arrive at the server with −1, writes with the version that was read. */
  readonly version: number;
}

/** Runs until everybody has written once: the writes that were tried, and when the last answer came. */
export function contend({ clients, wait, normal }: Contention): { readonly calls: number; readonly seconds: number } {
  const delay = () => Math.abs(NETWORK_SECONDS + NETWORK_DEVIATION_SECONDS * normal());
  const retries = new Array<number>(clients).fill(0);
  const waits = new Array<number>(clients).fill(0);
  const queue: Message[] = Array.from({ length: clients }, (_, client) => ({ at: delay(), client, version: -1 }));
  let current = 0;
  let calls = 0;
  let seconds = 0;
  while (queue.length > 0) {
    let earliest = 0;
    for (let i = 1; i < queue.length; i++) if (queue[i]!.at < queue[earliest]!.at) earliest = i;
    const [{ at, client, version }] = queue.splice(earliest, 1) as [Message];
    const answeredAt = at + delay();
    if (version < 0) {
      queue.push({ at: answeredAt + delay(), client, version: current });
      continue;
    }
    calls++;
    if (version === current) {
      current++;
      seconds = Math.max(seconds, answeredAt);
      continue;
    }
    retries[client]!++;
    waits[client] = wait(retries[client]!, waits[client]!);
    queue.push({ at: answeredAt + delay() + waits[client]!, client, version: -1 });
  }
  return { calls, seconds };
}

import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { nextTurn } from '../../widgets/kit/next-turn.ts';

test('nextTurn lets a message that waits arrive before it goes on', async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: string[] = [];
  port1.onmessage = () => heard.push('message');
  port2.postMessage(null);
  await Promise.resolve();
  expect(heard).toEqual([]);
  await nextTurn();
  expect(heard).toEqual(['message']);
  port1.close();
});

test('nextTurn lets everybody who waits go on, in order', async () => {
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((number) => nextTurn().then(() => order.push(number))));
  expect(order).toEqual([1, 2, 3]);
});

test('nextTurn is not held back as nested timers are', async () => {
  // A hundred nested timers of nothing take 100 ms in Node (1 ms each) and 400 ms in a page; a turn of the loop is far below one of them.
  const timersFrom = performance.now();
  for (let turn = 0; turn < 100; turn++) await setTimeout(0);
  const turnsFrom = performance.now();
  for (let turn = 0; turn < 100; turn++) await nextTurn();
  expect(performance.now() - turnsFrom).toBeLessThan(turnsFrom - timersFrom);
});

test('nextTurn leaves nothing open by which a thread would live on', async () => {
  const source = `import(${JSON.stringify(new URL('../../widgets/kit/next-turn.ts', import.meta.url).href)}).then(({ nextTurn }) => nextTurn());`;
  const code = await new Promise<number>((resolve, reject) => {
    const thread = new Worker(source, { eval: true });
    thread.on('exit', resolve);
    thread.on('error', reject);
  });
  expect(code).toBe(0);
});

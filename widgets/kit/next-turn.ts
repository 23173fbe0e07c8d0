/**
 * Resolves after what waits now: an input, a picture, or in a worker the message that cancels its work. A message is held back neither by the 4 ms of nested
 * timers nor by the second of a hidden page's, and the channel is closed afterwards, for an open one would keep Node from ending.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

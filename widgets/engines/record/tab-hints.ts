/** Tells the other tabs of this browser that something was stored. Only a hint: what happened is read from the store. */
export interface TabHints {
  /** Says that events of this device were stored; `everything` says that the whole record was imported into, mended or erased. */
  readonly tell: (device: string) => void;
  readonly close: () => void;
}

/** Stands for the name of a device: read the whole store again. */
export const EVERYTHING = 'everything';

/** Joins the tabs that use one database. `onStored` is called with the device whose events another tab has stored. */
export function joinTabs(databaseName: string, onStored: (device: string) => void): TabHints {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(databaseName);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') onStored(event.data);
  };
  let isOpen = true;
  return {
    // A write may finish after the record was closed; a closed channel would throw.
    tell: (device) => isOpen && channel.postMessage(device),
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}

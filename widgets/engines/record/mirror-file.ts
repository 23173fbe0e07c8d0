/**
 * The second copy of the log: one file of NDJSON in the origin-private file system, where nothing that happens to IndexedDB reaches it. Works in a worker only: the handle that
 * writes at a place and flushes exists nowhere else. Every line is an event as canonical JSON; a last line without its end is what a crash left of a write.
 */

const FILE_NAME = 'events.ndjson';
const LINE_END = 10;

/** The handle that only a worker is given; TypeScript's types of the page do not have it. */
interface SyncHandle {
  getSize(): number;
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}
type WorkerFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };

async function folderOf(databaseName: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(databaseName, { create: true });
}

/** One tab at a time: a second handle on the file would be refused. Without locks, which old browsers lack, the second tab's write waits for the next audit. */
function alone<Result>(databaseName: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? (locks.request(`${databaseName}-mirror`, work) as Promise<Result>) : work();
}

/** Adds lines at the end of the file and resolves when they are on the disk. */
export function appendToMirror(databaseName: string, lines: readonly string[]): Promise<void> {
  return alone(databaseName, async () => {
    const file = await (await folderOf(databaseName)).getFileHandle(FILE_NAME, { create: true });
    const handle = await (file as WorkerFile).createSyncAccessHandle();
    try {
      const size = handle.getSize();
      const last = new Uint8Array(1);
      if (size > 0) handle.read(last, { at: size - 1 });
      const isOpenLine = size > 0 && last[0] !== LINE_END;
      const text = lines.map((line) => `${line}\n`).join('');
      handle.write(new TextEncoder().encode(isOpenLine ? `\n${text}` : text), { at: size });
      handle.flush();
    } finally {
      handle.close();
    }
  });
}

/** The text of the file; empty where there is none. */
export function readMirror(databaseName: string): Promise<string> {
  return alone(databaseName, async () => {
    try {
      return await (await (await (await folderOf(databaseName)).getFileHandle(FILE_NAME)).getFile()).text();
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return '';
      throw error;
    }
  });
}

/** True when there is such a file with something in it. For the page as well: it needs no handle. */
export async function hasMirror(databaseName: string): Promise<boolean> {
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(databaseName);
    return (await (await folder.getFileHandle(FILE_NAME)).getFile()).size > 0;
  } catch {
    return false; // No such file, or no such file system.
  }
}

/** Removes the file. */
export function eraseMirror(databaseName: string): Promise<void> {
  return alone(databaseName, async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(databaseName, { recursive: true }).catch((error: Error) => {
      if (error.name !== 'NotFoundError') throw error;
    });
  });
}

/** Before each file of component tests: files that run in one page share its storage, and none may depend on which of them came before. */

/** A worker of the file before may hold a file or a database for a moment longer. */
async function untilRemoved(remove: () => Promise<void>): Promise<void> {
  for (let left = 50; ; left--) {
    try {
      return await remove();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const deleteDatabase = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });

localStorage.clear();
sessionStorage.clear();
for (const { name } of await indexedDB.databases()) await deleteDatabase(name!);
const files = await navigator.storage.getDirectory();
for await (const name of files.keys()) await untilRemoved(() => files.removeEntry(name, { recursive: true }));
for (const name of await caches.keys()) await caches.delete(name);

export {};

import type { RecordEvent } from '../../widgets/engines/record/event.ts';
import { settled } from '../engines/record/fresh-name.ts';

/** A database as the first version of the course made it: no staging, nothing aside, and a number unique on its device. */
export async function makeFirstForm(name: string, events: readonly RecordEvent[]): Promise<void> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore('events', { keyPath: 'id' });
    store.createIndex('byDevice', ['device', 'seq'], { unique: true });
    const profile = request.result.createObjectStore('profile', { keyPath: 'name' });
    profile.add({ name: 'device', device: events[0]!.device });
    for (const event of events) store.add(event);
  };
  (await settled(request)).close();
}

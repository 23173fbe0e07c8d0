import type { SimulatorClient } from '../../engines/simulator/client.ts';

const memories = new WeakMap<SimulatorClient, Map<string, unknown>>();

/**
 * What a section holds while its tab is not the chosen one, so that nothing a student typed or started is lost by looking elsewhere. It lives as long as
 * the instrument, which its simulator stands for: two instruments on a page share nothing.
 */
export function remembered<T>(instrument: SimulatorClient, section: string, make: () => T): T {
  const memory = memories.get(instrument) ?? new Map<string, unknown>();
  memories.set(instrument, memory);
  if (!memory.has(section)) memory.set(section, make());
  return memory.get(section) as T;
}

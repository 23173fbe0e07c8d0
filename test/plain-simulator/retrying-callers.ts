import { type Process, Signal, World } from './world.ts';

/** Callers who wait so long for one attempt, then pause and try again, in front of servers that finish whatever they have begun. */
export interface RetrySetting {
  readonly arrivals: readonly number[];
  readonly servers: number;
  readonly waitingPlaces: number;
  readonly timeout: number;
  readonly retries: number;
  readonly pause: number;
  readonly serviceTime: () => number;
}

export interface PlainCall {
  readonly arrivedAt: number;
  outcome: 'completed' | 'timedOut' | 'rejected' | 'none';
  endedAt: number;
  attempts: number;
}

interface Attempt {
  readonly answered: Signal;
  isAnswered: boolean;
  isAwaited: boolean;
}

class Shop {
  readonly waiting: Attempt[] = [];
  readonly arrived = new Signal();
  busy = 0;
  /** Start and end of every service, and time spent on attempts that nobody waited for. */
  readonly services: [number, number][] = [];
}

function* server(world: World, shop: Shop, serviceTime: () => number): Process {
  for (;;) {
    while (shop.waiting.length === 0) yield { signal: shop.arrived };
    const attempt = shop.waiting.shift()!;
    shop.busy++;
    const startedAt = world.now;
    yield { until: startedAt + serviceTime(), order: 'end' };
    shop.busy--;
    shop.services.push([startedAt, world.now]);
    attempt.isAnswered = attempt.isAwaited;
    world.wake(attempt.answered);
  }
}

function* caller(world: World, shop: Shop, setting: RetrySetting, call: PlainCall): Process {
  for (let retry = 0; retry <= setting.retries; retry++) {
    if (retry > 0) yield { until: world.now + setting.pause, order: 'arrival' };
    call.attempts++;
    if (shop.busy === setting.servers && shop.waiting.length >= setting.waitingPlaces) {
      call.outcome = 'rejected';
      continue;
    }
    const attempt: Attempt = { answered: new Signal(), isAnswered: false, isAwaited: true };
    shop.waiting.push(attempt);
    world.wake(shop.arrived);
    yield { until: world.now + setting.timeout, order: 'timer', signal: attempt.answered };
    attempt.isAwaited = false;
    call.outcome = attempt.isAnswered ? 'completed' : 'timedOut';
    if (attempt.isAnswered) break;
  }
  call.endedAt = world.now;
}

function* source(world: World, shop: Shop, setting: RetrySetting, calls: readonly PlainCall[]): Process {
  for (const call of calls) {
    yield { until: call.arrivedAt, order: 'arrival' };
    world.spawn(caller(world, shop, setting, call));
  }
}

/** Runs until everybody has an outcome and every server is done. */
export function runCallers(setting: RetrySetting): {
  readonly calls: readonly PlainCall[];
  readonly services: Shop['services'];
} {
  const world = new World();
  const shop = new Shop();
  const calls = setting.arrivals.map(
    (arrivedAt): PlainCall => ({ arrivedAt, outcome: 'none', endedAt: Number.NaN, attempts: 0 }),
  );
  for (let i = 0; i < setting.servers; i++) world.spawn(server(world, shop, setting.serviceTime));
  world.spawn(source(world, shop, setting, calls));
  world.run();
  return { calls, services: shop.services };
}

import { describe, expect, test } from 'vitest';
import { formatMoment } from '../../../widgets/deployment-pipeline-builder/running/format-moment.ts';
import { frameSpan, nextGoal } from '../../../widgets/deployment-pipeline-builder/running/live-clock.ts';
import {
  type LiveValues,
  rateWords,
  replicaWords,
  shortWords,
  squaresOf,
} from '../../../widgets/deployment-pipeline-builder/running/live-values.ts';
import { describeEntry } from '../../../widgets/deployment-pipeline-builder/running/log-words.ts';
import { accept } from '../../engines/simulator/accept.ts';
import { sixReplicas } from '../an-autoscaler.ts';

const scenario = accept({
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'model' },
    {
      id: 'model',
      kind: 'modelServer',
      serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
      autoscaling: sixReplicas,
    },
  ],
  links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }],
  run: { durationSeconds: 10 },
});

const values = (replicas: Partial<LiveValues['replicas']>): LiveValues => ({
  waiting: 12,
  utilisation: 0.5,
  hitRatio: Number.NaN,
  replicas: { busy: 0, idle: 0, starting: 0, draining: 0, stopped: 0, ...replicas },
});

describe('describeEntry', () => {
  test('tells of a controller as an operator would note it', () => {
    const entry = { atSeconds: 312, what: 'scaled', component: 1, from: 3, to: 6 } as const;
    expect(describeEntry(entry, scenario)).toBe('t = 312 s: model: HPA 3 → 6');
    expect(describeEntry({ ...entry, readyAtSeconds: 357 }, scenario)).toBe(
      't = 312 s: model: HPA 3 → 6, ready at 357 s',
    );
  });

  test('names what is down, a component or a link', () => {
    expect(describeEntry({ atSeconds: 5.25, what: 'down', components: [0, 1] }, scenario)).toBe(
      't = 5.3 s: users, model: down',
    );
    expect(describeEntry({ atSeconds: 6, what: 'linkUp', link: 0 }, scenario)).toBe(
      't = 6 s: link city – cloud: up again',
    );
  });
});

describe('words of a component', () => {
  test('say how many wait, or how much of what is looked up is found', () => {
    expect(shortWords(values({}))).toBe('12 waiting');
    expect(shortWords({ ...values({}), hitRatio: 0.925 })).toBe('92.5 % hits');
    expect(shortWords({ ...values({}), waiting: Number.NaN })).toBe('');
  });

  test('say what the replicas do, and a dash where there are none to tell of', () => {
    expect(replicaWords(values({ busy: 2, starting: 1, stopped: 4 }))).toBe('2 busy, 1 starting');
    expect(replicaWords(values({ stopped: 4 }))).toBe('none');
    expect(replicaWords(values({ idle: Number.NaN }))).toBe('–');
  });

  test('give rates as whole requests from ten a second on', () => {
    expect([0, 1.25, 9.96, 180.4, 15_000].map(rateWords)).toEqual(['0.0/s', '1.3/s', '10.0/s', '180/s', '15 000/s']);
  });
});

describe('squaresOf', () => {
  test('has a square for each replica, those at work first', () => {
    expect(squaresOf(values({ busy: 2, idle: 1, starting: 1 }), 20)).toEqual(['busy', 'busy', 'idle', 'starting']);
    expect(squaresOf(values({ idle: Number.NaN }), 20)).toEqual([]);
  });

  test('stands for several replicas each where they would not fit, and forgets no state', () => {
    const squares = squaresOf(values({ busy: 95, idle: 4, draining: 1 }), 20);
    expect(squares.length).toBeLessThanOrEqual(20 + 2);
    expect(new Set(squares)).toEqual(new Set(['busy', 'idle', 'draining']));
  });
});

describe('the clock of a run that is watched', () => {
  test('goes on by its speed, never beyond the end, and does not catch up a time in which nothing was shown', () => {
    expect(nextGoal(10, 0.016, 10, 100)).toBeCloseTo(10.16, 12);
    expect(nextGoal(10, 3600, 10, 100)).toBe(12.5);
    expect(nextGoal(99.9, 0.2, 60, 100)).toBe(100);
    expect(nextGoal(0, 0, Infinity, 100)).toBe(100);
  });

  test('averages over a second at least, and over half a real second at higher speeds', () => {
    expect([frameSpan(1, 1000), frameSpan(60, 1000), frameSpan(Infinity, 1000)]).toEqual([1, 30, 10]);
  });

  test('formats moments in seconds, to a tenth where they are not whole', () => {
    expect([0, 312, 12.34, 86_400].map(formatMoment)).toEqual(['0 s', '312 s', '12.3 s', '86 400 s']);
  });
});

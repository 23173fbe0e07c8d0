import { describe, expect, test } from 'vitest';
import { rolloutCourse } from '../../../../widgets/engines/simulator/devices/rollout-course.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { geometricRollout } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';

type Loose = Readonly<Record<string, unknown>>;

interface UpdateFigures {
  readonly notified: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly aborted: number;
  readonly updatedFraction: { readonly mean: number; readonly end: number };
  readonly secondsTo: Readonly<Record<string, number | null>>;
}

/** A fleet whose devices take one request a second together, and an update of it. */
function updated(update: Loose, { devices = 100, run = {} }: { devices?: number; run?: Loose } = {}) {
  const result = simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'devices' },
        {
          ...{ id: 'devices', kind: 'device', devices, quality: 0.8, update },
          serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
        },
      ],
      run: { durationSeconds: 3600, replications: 1, ...run },
    }),
  );
  const figures = (result.components['devices'] as unknown as { update: UpdateFigures }).update;
  return { result, figures };
}

const exponential = { rate: 'exponential', criterion: 'notified', maximumPerMinute: 1000 } as const;

describe('a rollout', () => {
  test('that grows every minute has told n0 (f^k − 1)/(f − 1) devices after k of them', () => {
    const totals = rolloutCourse({ ...exponential, baseRatePerMinute: 5, incrementFactor: 2, increaseAfter: 1 }, 635);
    expect(totals).toEqual([5, 15, 35, 75, 155, 315, 635]);
    expect(totals).toEqual(totals.map((_, i) => geometricRollout(5, 2, i + 1)));
  });

  test('grows only after so many devices since it grew last, and never beyond its most per minute', () => {
    const totals = rolloutCourse(
      { ...exponential, baseRatePerMinute: 50, incrementFactor: 2, increaseAfter: 100, maximumPerMinute: 150 },
      750,
    );
    expect(totals).toEqual([50, 100, 200, 350, 500, 650, 750]);
  });
});

describe('an update of a fleet', () => {
  test('reaches devices minute by minute, each after its bytes and its installation', () => {
    const { figures, result } = updated({
      ...{ atSeconds: 600, sizeBytes: 1_000_000, bitsPerSecond: 800_000, installSeconds: 5 },
      ...{ rollout: { rate: 'constant', maximumPerMinute: 25 }, quality: 1 },
    });
    // Told at 600, 660, 720 and 780 s, 25 at a time, each done 15 s later.
    expect(figures).toMatchObject({ notified: 100, succeeded: 100, failed: 0, aborted: 0 });
    expect(figures.secondsTo).toEqual({ 50: 75, 90: 195, 100: 195 });
    const area = 0.25 * (3600 - 615) + 0.25 * (3600 - 675) + 0.25 * (3600 - 735) + 0.25 * (3600 - 795);
    expect(figures.updatedFraction.mean).toBeCloseTo(area / 3600, 12);
    // Requests go to devices at random: a share of answers is of the new version.
    const expected = 0.8 + 0.2 * (area / 3600);
    expect(Math.abs(result.quality!.mean! - expected)).toBeLessThan(3 * (0.1 / Math.sqrt(3600)));
  });

  test('reaches devices that are offline when they are back, and by the end not all of them', () => {
    const { figures } = updated(
      {
        sizeBytes: 0,
        installSeconds: 0,
        offlineShare: 0.5,
        meanOfflineSeconds: 3600,
        rollout: { rate: 'constant', maximumPerMinute: 1000 },
      },
      { devices: 10_000 },
    );
    const expected = 0.5 + 0.5 * (1 - Math.exp(-(3600 - 4.5 * 60) / 3600));
    // The devices are told over ten minutes, which moves the mean of the exponential by a few thousandths.
    expect(Math.abs(figures.updatedFraction.end - expected)).toBeLessThan(3 * Math.sqrt(0.25 / 10_000) + 0.002);
    expect(figures.secondsTo['100']).toBeNull();
  });

  test('is aborted when too large a share fails, once enough devices were told', () => {
    const rollout = { ...exponential, baseRatePerMinute: 10, incrementFactor: 2, increaseAfter: 10 };
    const failing = { sizeBytes: 0, installSeconds: 1, failureProbability: 1, abortPercentage: 50, rollout };
    expect(updated({ ...failing, abortMinimum: 11 }, { devices: 1000 }).figures).toMatchObject({
      notified: 30,
      failed: 30,
      aborted: 1,
    });
    expect(updated(failing, { devices: 1000 }).figures).toMatchObject({ notified: 10, failed: 10, aborted: 1 });
    const { abortPercentage: _, ...stubborn } = failing;
    expect(updated(stubborn, { devices: 1000 }).figures).toMatchObject({ notified: 1000, failed: 1000, aborted: 0 });
  });

  test('makes the updated devices as slow as the new version is', () => {
    const { result } = updated({
      ...{ sizeBytes: 0, installSeconds: 0, serviceTimeFactor: 3 },
      ...{ rollout: { rate: 'constant', maximumPerMinute: 1000 } },
    });
    expect(result.sojournTimeSeconds.max).toBeCloseTo(0.3, 9);
  });
});

import { describe, expect, test } from 'vitest';
import { describePrices } from '../../../../widgets/engines/simulator/cost/describe-prices.ts';
import { priceBook } from '../../../../widgets/engines/simulator/cost/price-book.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });

/** An hour of a machine that is half busy, at a place, behind a link. */
function shop(model: object = {}, places: object[] = []) {
  return accept({
    components: [
      {
        id: 'users',
        kind: 'traffic',
        place: 'city',
        payloadBytes: 1e6,
        arrivals: { process: 'deterministic', periodSeconds: 1 },
        to: 'model',
      },
      { id: 'model', kind: 'modelServer', serviceTime: constant(0.5), ...model },
    ],
    links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0 }],
    places,
    run: { durationSeconds: 3600, replications: 1 },
  });
}
const gb = (result: ReturnType<typeof simulate>) => result.energy.networkKilowattHours / 0.001;

describe('carbonGrams', () => {
  test('carbonGrams follows the grid of the region and the building of the provider', () => {
    const machine = priceBook.instances['n2-standard-4']!;
    const watts = machine.idleWatts + 0.5 * (machine.maximumWatts - machine.idleWatts);
    const computing = watts / 1000 + 0.000392 * machine.memoryGb;
    for (const [region, grams] of [
      ['us-central1', 413],
      ['europe-north2', 2.7],
      ['PL', 662],
    ] as const) {
      const result = simulate(shop({ instance: 'n2-standard-4' }, [{ id: 'cloud', region }]));
      // The grid of the city is not known: its end of the link counts with that of the default region.
      const network = gb(result) * 0.001 * ((323 + grams) / 2);
      expect(result.energy.kilowattHours - result.energy.networkKilowattHours).toBeCloseTo(computing, 9);
      expect(result.carbonGrams).toBeCloseTo(computing * 1.1 * grams + network, 9);
    }
  });

  test('bytes on links need a thousandth of a kilowatt-hour per gigabyte', () => {
    const result = simulate(shop());
    // A megabyte a second each way or one way: between 3.6 and 7.3 GB in the hour.
    expect(gb(result)).toBeGreaterThan(3.5);
    expect(gb(result)).toBeLessThan(7.3);
    expect(result.energy.gramsPer1000Completed).toBeCloseTo((result.carbonGrams / result.requests.completed) * 1000, 9);
  });

  test('a machine without work needs power: idle for an hour it is not at zero', () => {
    const idle = simulate(shop({ serviceTime: constant(1e-6), instance: 'g5.xlarge' }));
    const busy = simulate(shop({ serviceTime: constant(0.999), instance: 'g5.xlarge' }));
    const { idleWatts, maximumWatts, memoryGb } = priceBook.instances['g5.xlarge']!;
    const computing = (result: typeof idle) => result.energy.kilowattHours - result.energy.networkKilowattHours;
    expect(computing(idle)).toBeCloseTo(idleWatts / 1000 + 0.000392 * memoryGb, 3);
    expect(computing(busy)).toBeCloseTo(maximumWatts / 1000 + 0.000392 * memoryGb, 3);
  });

  test('a function that is self-hosted needs no power of its own: its machines are counted where they stand', () => {
    const run = (product: string) =>
      simulate(
        accept({
          components: [
            { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
            { id: 'model', kind: 'functions', product, serviceTime: constant(0.5) },
          ],
          run: { durationSeconds: 100, replications: 1 },
        }),
      ).carbonGrams;
    expect(run('self-hosted')).toBe(0);
    expect(run('lambda-x86')).toBeGreaterThan(0);
  });
});

describe('describePrices', () => {
  const sentences = (model: object, places: object[]) =>
    describePrices(shop(model, places)).map(({ sentence }) => sentence);

  test('describePrices has nothing to say where prices and grids are known', () => {
    expect(sentences({}, [])).toEqual([]);
    expect(sentences({}, [{ id: 'cloud', region: 'eu-north-1' }])).toEqual([]);
    expect(sentences({ instance: 'edge-device' }, [{ id: 'cloud', kind: 'device' }])).toEqual([]);
    expect(sentences({ instance: 'own-server' }, [{ id: 'cloud', kind: 'edgeSite', region: 'PL' }])).toEqual([]);
  });

  test('describePrices names a region without a grid and a price that there is not at the place, and the way out', () => {
    const places = [
      { id: 'cloud', region: 'europe-west9' },
      { id: 'city', region: 'mars' },
    ];
    expect(sentences({}, places)).toMatchInlineSnapshot(`
      [
        "No grid is known for the region mars of the place city: carbon is counted with 323 g/kWh of us-east-1. Name a region of the price book, for example us-central1, us-east4, us-west1, europe-west1, europe-west3, europe-west9.",
        "model is at cloud, a region of Google Cloud, and pays for m5.xlarge of AWS: there is no such price there. Use n2-standard-4, a2-highgpu-1g, neutral-cpu, neutral-gpu.",
      ]
    `);
    expect(sentences({}, [{ id: 'cloud', kind: 'device' }])).toMatchInlineSnapshot(`
      [
        "model is at cloud, a device, and pays for m5.xlarge of AWS: there is no such price there. Use edge-device.",
      ]
    `);
    expect(simulate(shop({}, places)).warnings).toEqual(expect.arrayContaining(sentences({}, places)));
  });
});

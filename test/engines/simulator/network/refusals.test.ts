import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';

type Loose = Readonly<Record<string, unknown>>;

/** What is said of a link, of places or of a device that contradicts itself; nothing when it is accepted. */
function said({ link = {}, places, device }: { link?: Loose; places?: readonly Loose[]; device?: Loose }): string[] {
  const parsed = parseScenario({
    components: [
      { id: 'users', kind: 'traffic', place: 'edge', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'first' },
      device
        ? {
            id: 'first',
            kind: 'device',
            place: 'edge',
            serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
            ...device,
          }
        : { id: 'first', kind: 'gateway', place: 'edge', to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    ],
    links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.1, ...link }],
    ...(places ? { places } : {}),
    run: { durationSeconds: 10 },
  });
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

describe('parseScenario refuses', () => {
  test('a link without a round trip, and what has nothing to act on', () => {
    expect(said({ link: { roundTripSeconds: undefined } })).toMatchInlineSnapshot(`
      [
        "links[0].roundTripSeconds: expected a number of seconds, or a preset, found nothing. Add "roundTripSeconds" or "preset".",
      ]
    `);
    expect(said({ link: { roundTripSeconds: undefined, preset: '6g' } })).toMatchInlineSnapshot(`
      [
        "links[0].preset: expected one of sameZone, crossZone, fixedBroadband, mobile5g, mobile4g, leoSatellite, geoSatellite, found "6g". Use one of sameZone, crossZone, fixedBroadband, mobile5g, mobile4g, leoSatellite, geoSatellite.",
      ]
    `);
    expect(said({ link: { reuseShare: 0.5 } })).toMatchInlineSnapshot(`
      [
        "links[0].reuseShare: expected a handshake that reuse saves, found 0.5. Add "handshake", for example "tls13", or remove "reuseShare".",
      ]
    `);
    expect(said({ link: { sharing: 'fifo' } })).toMatchInlineSnapshot(`
      [
        "links[0].sharing: expected a bandwidth to share, found "fifo". Add "upBitsPerSecond" or "downBitsPerSecond", or remove "sharing".",
      ]
    `);
    expect(said({ link: { whileDown: { messages: 'wait' } } })).toMatchInlineSnapshot(`
      [
        "links[0].whileDown: expected outages that it is for, found an object. Add "outages", or remove "whileDown".",
      ]
    `);
    expect(
      said({
        link: {
          ...{ upBitsPerSecond: 1e6, sharing: 'processorSharing' },
          ...{ outages: { law: 'scheduled', atSeconds: 1, durationSeconds: 1 }, whileDown: { messages: 'store' } },
        },
      }),
    ).toMatchInlineSnapshot(`
      [
        "links[0].sharing: expected "fifo" with a store, from which messages are sent in order, found "processorSharing". Remove "sharing", or set it to "fifo".",
      ]
    `);
    expect(said({ link: { lossProbability: 1.5, upBitsPerSecond: 0 } })).toMatchInlineSnapshot(`
      [
        "links[0].upBitsPerSecond: expected at least 1, found 0. Use 1 or more.",
        "links[0].lossProbability: expected at most 0.9, found 1.5. Use 0.9 or less.",
      ]
    `);
  });

  test('places twice, and places where nothing stands', () => {
    expect(said({ places: [{ id: 'edge' }, { id: 'edge' }] })).toMatchInlineSnapshot(`
      [
        "places[1].id: expected each place once, found "edge" again, after places[0]. Remove one of the two.",
      ]
    `);
    expect(said({ places: [{ id: 'egde' }] })).toMatchInlineSnapshot(`
      [
        "places[0].id: expected the place of a component, found "egde". Did you mean "edge"?",
      ]
    `);
    expect(said({ places: [{ id: 'edge', kind: 'edgeSite', zone: 'west', region: 'DE' }] })).toEqual([]);
  });

  test('devices that hand on to nobody, or to somebody who cannot take over', () => {
    const escalation = { confidence: { law: 'share', escalatedShare: 0.5 } };
    const layers = [{ deviceSeconds: 0.1, cloudSeconds: 0.01, outputBytes: 100 }];
    const carried = { serviceTime: { distribution: 'carried', meanSeconds: 0.1 } };
    expect(said({ device: { escalation } })).toMatchInlineSnapshot(`
      [
        "components[1].to: expected the component with the larger model, found nothing. Add "to" with one id, or remove "escalation".",
      ]
    `);
    expect(said({ device: { escalation, to: 'model' } })).toEqual([]);
    expect(said({ device: { ...carried, split: { inputBytes: 10, layers }, to: 'model' } })).toMatchInlineSnapshot(`
      [
        "components[2].serviceTime.distribution: expected "carried", because components[1] sends it the rest of a split network, found "exponential". Set "serviceTime" to { "distribution": "carried", "meanSeconds": … }, or send the device to such a component.",
      ]
    `);
    expect(said({ device: { split: { inputBytes: 10, layers, after: 2 }, to: 'model' } })).toMatchInlineSnapshot(`
      [
        "components[1].split.after: expected at most the number of layers, found 2. Lower "after", or leave it out for the fastest.",
        "components[1].serviceTime.distribution: expected "carried" beside "split", found "exponential". Set it to "carried": the layers of a split network say how long they take.",
        "components[2].serviceTime.distribution: expected "carried", because components[1] sends it the rest of a split network, found "exponential". Set "serviceTime" to { "distribution": "carried", "meanSeconds": … }, or send the device to such a component.",
      ]
    `);
    expect(
      said({
        device: {
          update: { rollout: { rate: 'exponential', baseRatePerMinute: 0, incrementFactor: 9, increaseAfter: 1 } },
        },
      }),
    ).toMatchInlineSnapshot(`
      [
        "components[1].update.rollout.baseRatePerMinute: expected at least 1, found 0. Use 1 or more.",
        "components[1].update.rollout.incrementFactor: expected at most 5, found 9. Use 5 or less.",
      ]
    `);
  });

  test('objectives on numbers that a plain link does not have', () => {
    const objective = (link: Loose) => {
      const parsed = parseScenario({
        components: [
          {
            id: 'users',
            kind: 'traffic',
            place: 'edge',
            arrivals: { process: 'poisson', ratePerSecond: 1 },
            to: 'model',
          },
          { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
        ],
        links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.1, ...link }],
        objectives: [{ metric: 'links.edge-cloud.up.utilisation', atMost: 0.5 }],
        run: { durationSeconds: 10 },
      });
      return parsed.ok;
    };
    expect(objective({})).toBe(false);
    expect(objective({ upBitsPerSecond: 1e6 })).toBe(true);
  });
});

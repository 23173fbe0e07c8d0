import { expect, test } from 'vitest';
import { availabilityLines } from '../../src/tools/simulate/mechanism-lines.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { accept } from '../engines/simulator/accept.ts';

const components = [
  { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
  { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.5 } },
];
const run = { durationSeconds: 1000, replications: 1 };
const linesOf = (keys: object) => availabilityLines(simulate(accept({ components, run, ...keys })));

test('availabilityLines tell what was up, what was answered and which alerts there were', () => {
  expect(
    linesOf({
      faults: [
        { scope: 'dependency', component: 'model', outages: { law: 'deterministic', upSeconds: 99.25, downSeconds: 0.75 } },
      ],
      slos: [{ target: 0.999, alerts: [{ longSeconds: 300, shortSeconds: 60, burnRate: 2 }] }],
    }),
  ).toMatchInlineSnapshot(`
    [
      "Availability  99 % of the requests were answered; what is missing comes to 432 minutes in 30 days",
      "  model: up 99.25 % (in the long run 99.25 %), 10 outages of 1 unit",
      "  slos[0]: 99.9 % wanted, 0.3858025 % of the budget spent in one run; page at 2 times: 6",
    ]
  `);
}); // biome-ignore format: one line

test('availabilityLines say nothing where nothing fails', () => {
  expect(linesOf({})).toEqual([]);
});

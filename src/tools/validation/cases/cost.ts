import { changePrices } from '../../../../widgets/engines/simulator/cost/change-prices.ts';
import { chargesOf } from '../../../../widgets/engines/simulator/cost/charge.ts';
import { gridShapes, intensityByHour } from '../../../../widgets/engines/simulator/cost/grid-hours.ts';
import { priceBook } from '../../../../widgets/engines/simulator/cost/price-book.ts';
import { priceCharges } from '../../../../widgets/engines/simulator/cost/price-charges.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import * as theory from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';

/** A number written out as far as the oracle is. */
const row = (label: string, expected: string, simulated: number, digits: number): TraceValue => ({
  label,
  expected,
  simulated: simulated.toFixed(digits),
});

function breakEven(): TraceValue[] {
  const lambda = priceBook.functions['lambda-x86']!;
  const perRequest = theory.functionUsdPerRequest(lambda, 2, 0.12);
  const even = theory.breakEvenRate(priceBook.instances['m5.xlarge']!.usdPerHour, perRequest);
  const price = (name: string) => priceBook.instances[name]!.usdPerHour;
  return [
    row('a request of 120 ms at 2 GB, millionths of a USD', '4.20', perRequest * 1e6, 2),
    row('requests a month at which a machine costs as much, millions', '33.37', even.requestsPerMonth / 1e6, 2),
    row('requests a second', '12.70', even.requestsPerSecond, 2),
    row('g5.xlarge in m5.xlarge', '5.2', price('g5.xlarge') / price('m5.xlarge'), 1),
    row('ml.g5.xlarge in m5.xlarge', '7.3', price('ml.g5.xlarge') / price('m5.xlarge'), 1),
    row('one accelerator of p4d.24xlarge in m5.xlarge', '14', price('p4d.24xlarge') / 8 / price('m5.xlarge'), 0),
    row('a prediction at a tenth of the load, in busy ones', '10', theory.usdPerPrediction(1, 1, 0.1) / theory.usdPerPrediction(1, 1, 1), 0),
    row('share of the time from which a year reserved is cheaper', '0.65', theory.reservationBreakEvenShare(priceBook.discounts.reserved1Year.share), 2),
  ]; // biome-ignore format: a table
}

/** A million requests of 20 J, as a run of the simulator and by the formula. */
function carbon(): TraceValue[] {
  // Twenty watts from the machine and none when idle, one second each: 20 J a request.
  const instances = { 'n2-standard-4': { idleWatts: 0, maximumWatts: 20, memoryGb: 0 } };
  const regions = { 'us-east4': { gramsPerKilowattHour: 323 } };
  const scenario = accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 2 }, to: 'model' },
      { id: 'model', kind: 'modelServer', instance: 'n2-standard-4', serviceTime: constant(1) },
    ],
    places: [{ id: 'cloud', region: 'us-east4' }],
    priceBook: { instances, regions },
    run: { durationSeconds: 2000, replications: 1 },
  });
  const { carbonGrams, requests } = simulate(scenario);
  return [
    row('a million requests of 20 J, kg', '1.97', theory.gramsOfJoules(20e6, 1.1, 323) / 1000, 2),
    row('the same of a simulated machine, kg', '1.97', (carbonGrams / requests.offered) * 1e3, 2),
    row(
      'one median Gemini prompt on that grid, mg of CO2-equivalent',
      '78',
      theory.gramsOfJoules(0.24 * 3600, 1, 323) * 1000,
      0,
    ),
  ];
}

/** Every choice of `work` of the hours. */
function choices(hours: readonly number[], work: number): number[][] {
  if (work === 0) return [[]];
  return hours.flatMap((hour, i) => choices(hours.slice(i + 1), work - 1).map((rest) => [hour, ...rest]));
}

function shifting(): TraceValue[] {
  const grams = intensityByHour(gridShapes.solar, 323, 48);
  const sum = (hours: readonly number[]) => hours.reduce((total, hour) => total + grams[hour]!, 0);
  return (
    [
      [4, 18, 38],
      [3, 0, 24],
      [6, 20, 36],
    ] as const
  ).flatMap(([work, from, deadline]) => {
    const hours = Array.from({ length: deadline - from }, (_, i) => from + i);
    const least = Math.min(...choices(hours, work).map(sum));
    const smallest = hours.map((hour) => grams[hour]!).sort((a, b) => a - b).slice(0, work).reduce((a, b) => a + b, 0); // biome-ignore format: one line
    const found = theory.cleanestHours(grams, work, from, deadline);
    const label = `${work} of the hours ${from} to ${deadline}`;
    return [
      row(`${label}: the least of all choices`, least.toFixed(6), found.sum, 6),
      row(`${label}: the sum of the ${work} smallest`, smallest.toFixed(6), found.sum, 6),
    ];
  });
}

/** A job of two hours that falls due at six in the evening and has until two in the afternoon. */
function shiftedJob(): TraceValue[] {
  const run = (shift: object) =>
    simulate(
      accept({
        components: [
          { id: 'rows', kind: 'dataset', cron: '0 18 * * *', rows: 100, to: 'job' },
          { id: 'job', kind: 'batchJob', chunkRows: 50, serviceTime: constant(72), ...shift },
        ],
        gridShape: 'solar',
        run: { durationSeconds: 2 * 86_400, replications: 1 },
      }),
    );
  const now = run({});
  const later = run({ shift: { deadlineSeconds: 20 * 3600, expectedSeconds: 7200 } });
  const grams = ({ carbonGrams, components }: typeof now) => carbonGrams / components['job']!.jobs!.published;
  const oldest = ({ sojournTimeSeconds }: typeof now) => (sojournTimeSeconds.max ?? Number.NaN) / 3600;
  const stretch = theory.cleanestStretch(intensityByHour(gridShapes.solar, 1, 38), 2, 18, 38);
  return [
    row('cleanest two hours in a row, from', '36', stretch.hours[0]!, 0),
    row('published after, h', '20.000', oldest(later), 3),
    row('published after without a shift, h', '2.000', oldest(now), 3),
    row('carbon, shifted over at once', (stretch.sum / (1.2 + 1.28)).toFixed(6), grams(later) / grams(now), 6),
    row('money, shifted over at once', '1.000000', (later.cost.totalUsd * now.components['job']!.jobs!.published) / (now.cost.totalUsd * later.components['job']!.jobs!.published), 6),
  ]; // biome-ignore format: a table
}

/** Bills worked out by hand. */
function bills(): TraceValue[] {
  const nothing = { vcpuSeconds: 0, provisionedGbSeconds: 0, provisionedActiveGbSeconds: 0 };
  const month = (requests: number, gbSeconds: number) =>
    priceCharges(chargesOf({ type: 'function', product: 'lambda-x86', requests, gbSeconds, ...nothing }, priceBook), 'month', 1).reduce((total, { total: usd }) => total + usd, 0); // biome-ignore format: one line
  const machine = (usage: object) =>
    priceCharges(chargesOf({ type: 'instance', instance: 'm5.xlarge', seconds: 3600, busySeconds: 0, ...usage } as never, priceBook), 'first', 1).reduce((total, { total: usd }) => total + usd, 0); // biome-ignore format: one line
  const free = changePrices({ egress: { freeGbPerMonth: 0 } });
  return [
    row('Lambda, a million requests and 400,000 GB-s a month, USD', '0.00', month(1e6, 4e5), 2),
    row('Lambda, 3 million and 500,000 GB-s', '2.07', month(3e6, 5e5), 2),
    row('Lambda, 20 thousand million GB-s', '301660.53', month(0, 20e9), 2),
    row('an hour of m5.xlarge', '0.1920', machine({}), 4),
    row('ten seconds of it, charged as a minute', '0.0032', machine({ billedSeconds: 60 }), 4),
    row('an hour of it as spot capacity', '0.0672', machine({ purchase: 'spot' }), 4),
    row('two reserved for a year and half an hour more of a third', '0.3456', machine({ purchase: 'reserved1Year', committedSeconds: 7200, uncommittedSeconds: 1800 }), 4),
    row('gigabytes a month for nothing when a price book says so', '0', free.egress.freeGbPerMonth, 0),
  ]; // biome-ignore format: a table
}

const perThousand = (utilisation: number) => theory.usdPerPrediction(0.192, 10, utilisation) * 1000;

const atLoad = (utilisation: number): ValidationCase => ({
  name: `cost-at-load-${Math.round(utilisation * 100)}`,
  group: 'Cost and carbon',
  title: `What a prediction costs on a machine that is busy ${Math.round(utilisation * 100)} % of the time`,
  mechanisms: ['modelServer', 'instance'],
  source: 'Price of an hour over the predictions of an hour: 1/utilisation times the cost of a busy machine',
  check: {
    kind: 'statistics',
    scenario: oneStation({
      arrivals: poisson(10 * utilisation),
      server: { serviceTime: exponential(0.1) },
      run: { durationSeconds: 200_000, warmUpSeconds: 1000, replications: 20 },
    }),
    figures: [
      { label: 'cost of 1000 predictions', unit: 'USD', rule: 'mean', expected: perThousand(utilisation), of: ({ cost }) => cost.usdPer1000Completed },
      { label: 'share of the machine without work', unit: '', rule: 'mean', expected: 1 - utilisation, of: ({ components }) => components['model']!.idleShare },
    ], // biome-ignore format: a table
  },
});

const trace = (
  name: string,
  title: string,
  source: string,
  mechanisms: readonly string[],
  values: () => TraceValue[],
): ValidationCase => ({
  name,
  group: 'Cost and carbon',
  title,
  mechanisms,
  source,
  check: { kind: 'trace', values },
});

export const costCases: readonly ValidationCase[] = [
  trace('cost-break-even', 'Where a machine by the hour is cheaper than paying by the request', 'List prices of Amazon EC2 and AWS Lambda, 730 hours a month', ['functions', 'instance'], breakEven),
  trace('cost-bills', 'Bills with tiers, free amounts, shortest charges and reservations', 'Price tiers of AWS Lambda and Amazon EC2, worked out by hand', ['functions', 'purchase', 'billing'], bills),
  trace('cost-carbon', 'Grams of CO2-equivalent of a million requests', 'Energy × power usage effectiveness × grid: 20 J × 10⁶ × 1.1 × 323 g/kWh = 1.97 kg', ['instance', 'region'], carbon),
  trace('cost-time-shifting', 'Deferrable work in the cleanest hours before its deadline', 'The sum of the k smallest hours, and every choice of hours tried', ['gridShapes'], shifting),
  trace('cost-shifted-job', 'A batch job that waits for the sun', 'The cleanest stretch of hours before the deadline, tried out; 1.37 of 2.48 for the same work', ['shift', 'gridShape', 'batchJob'], shiftedJob),
  atLoad(0.1),
  atLoad(0.8),
]; // biome-ignore format: a table

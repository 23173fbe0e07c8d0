// npm run fuzz [-- --count N --from SEED --show SEED]: mutated scenarios, each of which must be refused with reasons or run with finite numbers.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { makeBases } from './fuzz/bases.ts';
import { Dice } from './fuzz/dice.ts';
import { judge } from './fuzz/judge.ts';
import { mutate } from './fuzz/mutate.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

const { values } = parseArgs({
  options: { count: { type: 'string' }, from: { type: 'string' }, show: { type: 'string' } },
});

if (values.show === undefined) {
  const started = performance.now();
  const { outcomes, faults, slowest } = await runFuzz(
    Number(values.from ?? 0),
    Number(values.count ?? 10_000),
    availableParallelism(),
  );
  for (const [outcome, count] of Object.entries(outcomes)) console.log(`${String(count).padStart(7)}  ${outcome}`);
  for (const { seed, reason } of faults.slice(0, 20)) console.log(`seed ${seed}: ${reason}`);
  console.log(
    `${faults.length} faults; slowest seed ${slowest.seed}, ${slowest.seconds.toFixed(2)} s; ${((performance.now() - started) / 1000).toFixed(1)} s in all`,
  );
  process.exit(faults.length === 0 ? 0 : 1);
}

const dice = new Dice(Number(values.show));
const scenario = mutate(dice.pick(makeBases()), dice);
console.log(JSON.stringify(scenario, null, 2));
console.log(judge(scenario));

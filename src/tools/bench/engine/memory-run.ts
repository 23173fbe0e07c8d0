// node memory-run.ts: runs 10 million requests and prints how much the process grew meanwhile, as JSON. A process of its own, because memory that
// earlier measurements took and left would be used again and not be seen.
import { SimulationRun } from '../../../../widgets/engines/simulator/simulate.ts';
import { scenarioOf, workloads } from './workloads.ts';

const scenario = scenarioOf({ ...workloads[1]!, requests: 10_000_000 });
const before = process.memoryUsage.rss();
let most = before;
const run = new SimulationRun(scenario);
while (!run.isDone) {
  run.advance();
  most = Math.max(most, process.memoryUsage.rss());
}
const { requests } = run.result();
most = Math.max(most, process.memoryUsage.rss());
console.log(JSON.stringify({ requests: requests.offered, megabytes: (most - before) / 1e6 }));

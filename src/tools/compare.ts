// npx node src/tools/compare.ts: one workload as batch, real-time and streaming on the same arrivals, as a table.
import { compareDeployments, formatDeployments } from './compare/deployments.ts';

console.log(formatDeployments(compareDeployments()));

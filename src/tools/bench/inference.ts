// npm run bench -- inference [--model ID]… [--rounds N] [--threads N] [--json]: the same models, runtime and harness in Chromium and in Node, round by
// round in turn, so that what else the machine does falls on both. Prints the medians by batch size, their ratio and the contention. Measures only.
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseManifest } from '../../../widgets/engines/inference/manifest.ts';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import { median } from '../../../widgets/engines/inference/quantile.ts';
import { formatPercent, formatSeconds } from '../../../widgets/kit/format.ts';
import { type DescribedModel, measureInNode } from '../models/reference-curve.ts';
import { measureInChromium } from './inference/chromium-rounds.ts';
import { nativeRatioLines } from './inference/native-runtime.ts';
import { openMeasuringPage } from './inference/measuring-page.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    model: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const batchSizes = [1, 2, 4, 8, 16, 32, 64];
/** How far Chromium's median may be from Node's, as a share: the goal. */
const GOAL = 0.15;

const models = new URL('../../../public/models/', import.meta.url);
const described: DescribedModel[] = readdirSync(models)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.curve.json'))
  .flatMap((name) => {
    const parsed = parseManifest(JSON.parse(readFileSync(new URL(name, models), 'utf8')));
    return parsed.ok ? [{ manifest: parsed.value, bytes: readFileSync(new URL(parsed.value.file, models)) }] : [];
  })
  .filter(({ manifest }) => (options.model ?? ['titanic-mlp']).includes(manifest.id));
if (described.length === 0) throw new Error(`No model in public/models is called ${options.model?.join(' or ')}.`);

const threads = Number(options.threads);
const measuring = await openMeasuringPage({ isIsolated: threads > 1 });
const rows = described[0]!.manifest.examples.map(({ features }) => features);
const rounds: { readonly node: readonly MeasuredSubject[]; readonly chromium: readonly MeasuredSubject[] }[] = [];
try {
  for (let round = 0; round < Number(options.rounds); round++) {
    const node = () => measureInNode(described, rows, { device: 'this machine', batchSizes, timingSeconds: 0 });
    const chromium = () => measureInChromium(measuring.page, described, { batchSizes, threads });
    // Who begins changes from round to round.
    const order = round % 2 === 0 ? [node, chromium] : [chromium, node];
    const [first, second] = [await order[0]!(), await order[1]!()];
    rounds.push(round % 2 === 0 ? { node: first, chromium: second } : { node: second, chromium: first });
  }
} finally {
  await measuring.close();
}

const contention = rounds.map(({ node, chromium }) =>
  Math.max(node[0]!.quality.contentionShare, chromium[0]!.quality.contentionShare),
);
const result = described.map(({ manifest }, index) => ({
  model: manifest.id,
  sizes: batchSizes.map((batchSize, place) => {
    const secondsOf = (side: 'node' | 'chromium') =>
      rounds.map((round) => round[side][index]!.curve.points[place]!.medianSeconds);
    const [node, chromium] = [secondsOf('node'), secondsOf('chromium')];
    return {
      batchSize,
      nodeSeconds: median(node),
      chromiumSeconds: median(chromium),
      ratio: median(chromium) / median(node),
      /** Of the least disturbed round of each: medians of whole rounds still hold what else the machine did meanwhile. */
      quietRatio: Math.min(...chromium) / Math.min(...node),
    };
  }),
}));

if (options.json) console.log(JSON.stringify({ rounds: rounds.length, threads, contention, result }, null, 2));
else {
  console.log(
    `${rounds.length} rounds in turn, ${threads} ${threads === 1 ? 'thread' : 'threads'}; other work took ${formatPercent(median(contention))} of the processor in the median round, ${formatPercent(Math.max(...contention))} in the worst.`,
  );
  for (const { model, sizes } of result) {
    console.log(`\n${model}\n  batch        Node    Chromium   ratio   ratio of the least disturbed rounds`);
    for (const { batchSize, nodeSeconds, chromiumSeconds, ratio, quietRatio } of sizes)
      console.log(
        `${String(batchSize).padStart(7)} ${formatSeconds(nodeSeconds).padStart(11)} ${formatSeconds(chromiumSeconds).padStart(11)} ${ratio.toFixed(2).padStart(7)} ${quietRatio.toFixed(2).padStart(7)}`,
      );
    const within = sizes.filter(({ quietRatio }) => Math.abs(quietRatio - 1) <= GOAL).length;
    console.log(
      `  ${within} of ${sizes.length} batch sizes within ${GOAL * 100} % in the least disturbed round of each (the goal: all).`,
    );
  }
  console.log(`\n${nativeRatioLines().join('\n')}`);
}

import { writeFileSync } from 'node:fs';
import { ReplicationFold } from '../../../widgets/engines/simulator/parallel/fold-replications.ts';
import { OverloadError } from '../../../widgets/engines/simulator/request-pool.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { formatSeconds } from '../../../widgets/kit/format.ts';
import { type MergeArguments, type RunArguments, readArguments } from './arguments.ts';
import { ProgressLine } from './progress.ts';
import { Refusal } from './refusal.ts';
import { type FinishedTask, runStudy } from './run-study.ts';
import { formatShard, mergeShards } from './shard-file.ts';
import { examine, readStudy, type Study } from './study.ts';
import { formatSweep, type SweptResult, sweepToJson } from './sweep-table.ts';
import { formatTable } from './table.ts';
import { formatTimeline } from './timeline-csv.ts';

/** Exit codes: 0 when it ran, 1 when an objective is not met, 2 when the file is refused or cannot be run. */
const RAN = 0;
const OBJECTIVE_NOT_MET = 1;
const REFUSED = 2;

const nowSeconds = () => performance.now() / 1000;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The result of every point; `elapsedSeconds` by the clock of the wall, or of the shards' busiest processor when not given. */
function foldStudy(study: Study, finished: readonly FinishedTask[], elapsedSeconds?: number): readonly SweptResult[] {
  const folds = study.points.map(({ scenario }) => new ReplicationFold(scenario, study.seed));
  for (const task of finished) folds[task.point]!.add(task);
  return study.points.map(({ values }, point) => ({ values, result: folds[point]!.result(elapsedSeconds) }));
}

const meetsAll = (result: SimulationResult): boolean => result.objectives.every((objective) => objective.met);

function writeTimeline(file: string, result: SimulationResult): void {
  const text = formatTimeline(result.timeline);
  if (file === '-') process.stdout.write(text);
  else {
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw new Refusal([`--timeline: expected a file that can be written, but ${(error as Error).message}.`]);
    }
  }
}

function show(
  study: Study,
  swept: readonly SweptResult[],
  { isJson, timeline }: RunArguments | MergeArguments,
): number {
  if (study.isSweep) {
    print(isJson ? JSON.stringify(sweepToJson(swept), null, 2) : formatSweep(swept));
    return swept.some(({ result }) => meetsAll(result)) ? RAN : OBJECTIVE_NOT_MET;
  }
  const { result } = swept[0]!;
  if (timeline !== undefined) writeTimeline(timeline, result);
  if (timeline !== '-') print(isJson ? JSON.stringify(result, null, 2) : formatTable(result));
  return meetsAll(result) ? RAN : OBJECTIVE_NOT_MET;
}

async function run(given: RunArguments): Promise<number> {
  const study = readStudy(given);
  for (const { model, source, device, measuredAt } of Object.values(study.curves)) {
    const origin = source === 'recorded' ? 'recorded, not measured here' : 'measured';
    console.error(`Service times of "${model}" are ${origin}: ${device}, ${measuredAt.slice(0, 10)}.`);
  }
  const examined = study.points.map((point) => examine(study, point));
  for (const { warnings } of examined) for (const warning of warnings) console.error(`Note: ${warning}`);
  const startedAt = nowSeconds();
  const progress = new ProgressLine(process.stderr, nowSeconds);
  const finished = await runStudy(study, {
    shard: given.shard,
    workers: given.workers,
    events: examined.reduce((sum, { events }) => sum + events, 0),
    onProgress: (share) => {
      if (!given.isJson) progress.update(share);
    },
  });
  const seconds = nowSeconds() - startedAt;
  if (!given.isJson) {
    const events = finished.reduce((sum, { part }) => sum + part.events, 0);
    progress.end(`Simulated ${events} events in ${formatSeconds(seconds)}.`);
  }
  if (given.shard) {
    print(formatShard(study, given.shard, finished));
    return RAN;
  }
  return show(study, foldStudy(study, finished, seconds), given);
}

function merge(given: MergeArguments): number {
  const { study, finished } = mergeShards(given.files);
  return show(study, foldStudy(study, finished), given);
}

try {
  const given = readArguments(process.argv.slice(2));
  process.exitCode = given.mode === 'merge' ? merge(given) : await run(given);
} catch (error) {
  // A queue that outgrows the memory is the scenario's fault too; anything else is a fault of the program and keeps its stack.
  if (!(error instanceof Refusal) && !(error instanceof OverloadError)) throw error;
  console.error(error.message);
  process.exitCode = REFUSED;
}

import { nextTurn } from '../../../kit/next-turn.ts';
import { serveWorker, transferring, type WorkerContext } from '../../../kit/worker-call.ts';
import type { LiveFrame } from './live-frame.ts';
import type { LiveAdvance, LiveBegin, LiveBegun, LiveFinish, LiveLook, LiveRecall } from './live-protocol.ts';
import { LiveRun } from './live-run.ts';

/** Events between two looks at the clock: well under a millisecond of most runs. */
const SLICE_EVENTS = 500;
/** How long the past of a run is simulated without a turn for the message queue, by which it may be cancelled. */
const PAUSE_SECONDS = 0.05;

/** Times the slices, and never enters the run. */
const nowSeconds = () => performance.now() / 1000;

let run: LiveRun | undefined;

function current(): LiveRun {
  if (!run) throw new Error('No run has begun.');
  return run;
}

/** Advances until there, or until the time is over; true when it is there. */
function advanceFor(live: LiveRun, untilSeconds: number, seconds: number): boolean {
  const endsAt = nowSeconds() + seconds;
  do {
    if (live.advance(untilSeconds, SLICE_EVENTS)) return true;
  } while (nowSeconds() < endsAt);
  return false;
}

function look(live: LiveRun, frameSeconds: number): LiveLook {
  const frame = live.frame(frameSeconds);
  const { reachedSeconds, hasEnded, log } = live;
  return { reachedSeconds, hasEnded, frame, log: log.takeFresh(), leftOut: log.leftOut };
}

const buffersOf = ({ components, links }: LiveFrame) => [components.buffer, links.buffer] as Transferable[];

async function begin(input: LiveBegin, context: WorkerContext) {
  run = undefined;
  const pause = async () => {
    await nextTurn();
    if (context.isCancelled()) throw new Error('The run was cancelled.');
  };
  const live = await LiveRun.begin(input.scenario, input.curves, pause);
  while (!advanceFor(live, input.fromSeconds, PAUSE_SECONDS)) {
    context.progress(live.reachedSeconds / input.fromSeconds);
    await pause();
  }
  run = live;
  const { links, durationSeconds, warmUpSeconds } = live;
  const begun: LiveBegun = { links, durationSeconds, warmUpSeconds, look: look(live, input.frameSeconds) };
  return transferring(begun, buffersOf(begun.look.frame));
}

function advance({ untilSeconds, budgetSeconds, frameSeconds }: LiveAdvance) {
  const live = current();
  advanceFor(live, untilSeconds, budgetSeconds);
  const seen = look(live, frameSeconds);
  return transferring(seen, buffersOf(seen.frame));
}

function recall({ atSeconds }: LiveRecall) {
  const frame = current().timeline.frameAt(atSeconds);
  return frame ? transferring(frame, buffersOf(frame)) : null;
}

serveWorker({ begin, advance, recall, finish: (): LiveFinish => current().part() });

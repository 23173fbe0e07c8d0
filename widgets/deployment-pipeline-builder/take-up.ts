import type { BuilderSession } from './builder-session.svelte.ts';
import { closedLock, type Slot } from './challenges/slot.ts';
import { agreesOn } from './commands/lock.ts';
import { nothingMoved } from './hand-positions.ts';
import { keptLayout, keptPipeline } from './keep-pipeline.ts';
import { findServiceCurve } from './service-curve-source.ts';

/** Goes over to the learner's own pipeline, or to another that is kept beside it; undo does not reach from one into the other. */
export function takeUp(session: BuilderSession, slot?: Slot): void {
  const { record, props, data, saving } = session;
  if (!record) return;
  const widget = slot ? `${session.widget}#${slot.name}` : session.widget;
  const place = { record, course: props.course, lesson: props.lesson, widget };
  const found = keptPipeline(place);
  // A challenge that its author has changed since begins anew; what was built for the old one stays in the record.
  const kept = found && (!slot || agreesOn(slot.lock, slot.start, found)) ? found : undefined;
  saving.begin(place);
  session.startingPoint = slot?.start ?? data.scenario;
  saving.sentence = kept ? 'Your pipeline is as you left it.' : '';
  session.send({
    type: 'open',
    scenario: kept ?? session.startingPoint,
    message: saving.sentence,
    lock: slot?.isClosed ? closedLock : (slot?.lock ?? null),
    positions: kept ? keptLayout(place) : nothingMoved,
  });
  // A verdict must be the same on every device, so a challenge runs on the curve that is shipped with the course.
  void findServiceCurve(data.model, slot ? undefined : record, props.base).then((curve) => {
    session.curve = curve;
  });
}

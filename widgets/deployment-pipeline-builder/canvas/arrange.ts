import type { BuilderSession } from '../builder-session.svelte.ts';
import { type HandPositions, nothingMoved, withMoved } from '../hand-positions.ts';

/** Components were put elsewhere in the diagram: one step. Presses of an arrow key (`isByKey`) are one step together. */
export function moveByHand(session: BuilderSession, moved: HandPositions, isByKey = false): void {
  const [first] = moved.keys();
  const what = moved.size === 1 ? `“${first}”` : `${moved.size} components`;
  const message = `Moved ${what} in the diagram${isByKey ? ' by the arrow keys' : ''}.`;
  session.send({ type: 'arrange', positions: withMoved(session.positions, moved), message, isFurther: isByKey });
}

/** Everything stands again where the layout puts it; one step, where anything had been moved. */
export function tidy(session: BuilderSession): void {
  if (session.positions.size > 0)
    session.send({ type: 'arrange', positions: nothingMoved, message: 'Laid the diagram out anew.' });
}

import type { Draft } from '../draft.ts';
import { add } from './add.ts';
import { unchanged } from './change.ts';
import type { Command, CommandResult, Edit } from './command.ts';
import { connect, disconnect, setWeight } from './connect.ts';
import { removeLink, setLink, switchLink } from './link.ts';
import { move, remove, removeMany, replace } from './move-and-remove.ts';
import { paste } from './paste.ts';
import { rename } from './rename.ts';
import { setGroup, setParameter, setRun } from './set-parameter.ts';
import { setPlace, setPlaceParameter } from './set-place.ts';
import { setScenario } from './set-scenario.ts';

/** Stands here and not in a file of its own, because it is made of all the others. */
const batch: Edit<'batch'> = (scenario, { commands, label }) => {
  const refusals: string[] = [];
  const done = commands.reduce((before, command) => {
    const result = applyCommand(before, command);
    if (result.scenario === before) refusals.push(result.message);
    return result.scenario;
  }, scenario);
  if (done === scenario) return unchanged(scenario, refusals.join(' ') || 'There is nothing to do.');
  const notDone = refusals.length > 0 ? ` Not done: ${refusals.join(' ')}` : '';
  return { scenario: done, message: `${label.replace(/\.$/, '')}.${notDone}` };
};

const edits: { readonly [Type in Command['type']]: Edit<Type> } = {
  add,
  remove,
  move,
  connect,
  disconnect,
  setWeight,
  setParameter,
  setGroup,
  setRun,
  setLink,
  switchLink,
  removeLink,
  rename,
  replace,
  setPlace,
  setPlaceParameter,
  setScenario,
  removeMany,
  paste,
  batch,
};

/** Carries a command out: the new scenario and a sentence that says what happened. Never changes what it is given, never throws. */
export function applyCommand(scenario: Draft, command: Command): CommandResult {
  return (edits[command.type] as Edit<Command['type']>)(scenario, command as never);
}

import type { Draft } from '../draft.ts';
import { add } from './add.ts';
import type { Command, CommandResult, Edit } from './command.ts';
import { connect, disconnect, setWeight } from './connect.ts';
import { removeLink, setLink } from './link.ts';
import { move, remove, replace } from './place.ts';
import { rename } from './rename.ts';
import { setGroup, setParameter, setRun } from './set-parameter.ts';

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
  removeLink,
  rename,
  replace,
};

/** Carries a command out: the new scenario and a sentence that says what happened. Never changes what it is given, never throws. */
export function applyCommand(scenario: Draft, command: Command): CommandResult {
  return (edits[command.type] as Edit<Command['type']>)(scenario, command as never);
}

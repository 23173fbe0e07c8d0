import type { Draft, DraftComponent, DraftLink, DraftPlace } from '../draft.ts';

/**
 * Every edit of the pipeline, as plain data. The diagram, the list and the tests use these and nothing else, so the views cannot disagree.
 * Rejected: views that change the draft in place; then undo, the kept record and the tests would each need their own idea of an edit.
 */
export type Command =
  /** Adds a component of this kind: after `after` (taking over where it led), or on its own; at `place`, where one is given. */
  | { readonly type: 'add'; readonly kind: string; readonly after?: string; readonly place?: string }
  /** Takes a component out; what led to it leads to where it led. */
  | { readonly type: 'remove'; readonly id: string }
  /** Takes a component out of its place in the flow and puts it after another. */
  | { readonly type: 'move'; readonly id: string; readonly after: string }
  | { readonly type: 'connect'; readonly from: string; readonly to: string }
  | { readonly type: 'disconnect'; readonly from: string; readonly to: string }
  /** Sets the weight of one route, above 0. */
  | { readonly type: 'setWeight'; readonly from: string; readonly to: string; readonly weight: number }
  /** Sets one value of a component by its path, for example `rateLimit.burst`; `undefined` takes it away. */
  | { readonly type: 'setParameter'; readonly id: string; readonly path: string; readonly value: unknown }
  /** Switches an optional group of parameters on (with its starting values) or off, for example `rateLimit`. */
  | { readonly type: 'setGroup'; readonly id: string; readonly group: string; readonly isOn: boolean }
  /** Sets one value of the link between two places, for example `roundTripSeconds`; makes the link when there is none. */
  | {
      readonly type: 'setLink';
      readonly from: string;
      readonly to: string;
      readonly path: string;
      readonly value: unknown;
    }
  /** Switches a group of a link's parameters on or off, for example `whileDown`. */
  | {
      readonly type: 'switchLink';
      readonly from: string;
      readonly to: string;
      readonly group: string;
      readonly isOn: boolean;
    }
  /** Takes the link between two places away. */
  | { readonly type: 'removeLink'; readonly from: string; readonly to: string }
  /** Moves components to another place: a zone of a cloud, an edge site, a device. */
  | { readonly type: 'setPlace'; readonly ids: readonly string[]; readonly place: string }
  /** Sets what is known of a place, for example its `kind` or `region`. */
  | { readonly type: 'setPlaceParameter'; readonly place: string; readonly path: string; readonly value: unknown }
  /** Sets one value beside the components, for example `title` or the whole list `faults`. */
  | { readonly type: 'setScenario'; readonly path: string; readonly value: unknown }
  /** Takes several components out in one step. */
  | { readonly type: 'removeMany'; readonly ids: readonly string[] }
  /** Adds copies under free names; ways among them follow, ways to others do not. Places and links come along where the pipeline has none. */
  | {
      readonly type: 'paste';
      readonly components: readonly DraftComponent[];
      readonly links?: readonly DraftLink[];
      readonly places?: readonly DraftPlace[];
      readonly how: 'pasted' | 'duplicated';
    }
  /** Several commands as one step, for example what a finding offers. What cannot be done is left out and said. */
  | { readonly type: 'batch'; readonly commands: readonly Command[]; readonly label: string }
  /** Sets one value of the run, for example `seed`. */
  | { readonly type: 'setRun'; readonly path: string; readonly value: unknown }
  | { readonly type: 'rename'; readonly id: string; readonly newId: string }
  /** Puts another scenario in place of this one; `label` names it in the message. */
  | { readonly type: 'replace'; readonly scenario: Draft; readonly label: string; readonly message?: string };

/** What a command made. A command that cannot be done leaves `scenario` the very same object and says why. */
export interface CommandResult {
  readonly scenario: Draft;
  /** One sentence for the live region and the history. */
  readonly message: string;
}

export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** One kind of edit: pure, never throws. */
export type Edit<Type extends Command['type']> = (scenario: Draft, command: CommandOf<Type>) => CommandResult;

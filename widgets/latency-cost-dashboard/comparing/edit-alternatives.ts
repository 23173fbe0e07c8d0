import { type Change, type Chosen, type DashboardState, MOST_ALTERNATIVES } from './state.ts';

/** The first of `name`, `name-2`, `name-3` … that is not taken. */
function free(name: string, taken: readonly string[], join: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}${join}${count}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

function inserted(state: DashboardState, added: Chosen, at: number): DashboardState {
  if (state.alternatives.length >= MOST_ALTERNATIVES) return state;
  return { ...state, alternatives: state.alternatives.toSpliced(at, 0, added) };
}

/** With one more alternative at the end; unchanged when there are six. `wanted` and `label` are made its own where they are taken. */
export function addAlternative(
  state: DashboardState,
  { id: wanted, label, from }: Pick<Chosen, 'id' | 'label' | 'from'>,
): DashboardState {
  const id = free(
    wanted.slice(0, 60),
    state.alternatives.map((one) => one.id),
    '-',
  );
  const named = free(
    label,
    state.alternatives.map((one) => one.label),
    ', ',
  );
  return inserted(state, { id, label: named, from, changes: [] }, state.alternatives.length);
}

/** With a copy behind the original, which can be changed on its own; unchanged when there are six. */
export function duplicateAlternative(state: DashboardState, id: string): DashboardState {
  const at = state.alternatives.findIndex((one) => one.id === id);
  const original = state.alternatives[at];
  if (!original) return state;
  const bare = id.replace(/-\d+$/, '').slice(0, 60);
  const copy = {
    ...original,
    id: free(
      bare,
      state.alternatives.map((one) => one.id),
      '-',
    ),
    label: free(
      original.label.replace(/, \d+$/, ''),
      state.alternatives.map((one) => one.label),
      ', ',
    ),
  };
  return inserted(state, copy, at + 1);
}

/** Without the alternative; the last one stays. Where it was the baseline, the first of the others is. */
export function removeAlternative(state: DashboardState, id: string): DashboardState {
  const alternatives = state.alternatives.filter((one) => one.id !== id);
  const first = alternatives[0];
  if (!first) return state;
  return { ...state, alternatives, baseline: state.baseline === id ? first.id : state.baseline };
}

function edited(state: DashboardState, id: string, edit: (one: Chosen) => Chosen): DashboardState {
  return { ...state, alternatives: state.alternatives.map((one) => (one.id === id ? edit(one) : one)) };
}

/** With another name; an empty one changes nothing. */
export function renameAlternative(state: DashboardState, id: string, label: string): DashboardState {
  const name = label.trim().slice(0, 120);
  return name === '' ? state : edited(state, id, (one) => ({ ...one, label: name }));
}

/** With a number of one alternative set, in place of an earlier value of the same. */
export function setChange(state: DashboardState, id: string, { path, value }: Change): DashboardState {
  return edited(state, id, (one) => {
    const before = one.changes.findIndex((change) => change.path === path);
    const changes = before < 0 ? [...one.changes, { path, value }] : one.changes.with(before, { path, value });
    return { ...one, changes };
  });
}

/** With the number as it was again. */
export function dropChange(state: DashboardState, id: string, path: string): DashboardState {
  return edited(state, id, (one) => ({ ...one, changes: one.changes.filter((change) => change.path !== path) }));
}

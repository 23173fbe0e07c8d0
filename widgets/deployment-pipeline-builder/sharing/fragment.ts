import * as shared from '../../kit/sharing/fragment.ts';
import type { Draft } from '../draft.ts';

const pipeline: shared.FragmentKind = { prefix: '#pipeline=', content: 'scenario', whole: 'pipeline of this builder' };

/** The fragment of an address that carries a whole scenario for the named builder; undefined when it would be longer than the limit. */
export const makeFragment = (draft: Draft, widget: string) => shared.makeFragment(pipeline, draft, widget);

/** Reads the fragment of an address. Undefined when it is not about a pipeline at all. Never rejects, and runs nothing. */
export const readFragment = (hash: string) => shared.readFragment(pipeline, hash);

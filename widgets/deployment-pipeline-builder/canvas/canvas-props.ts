import type { Command } from '../commands/command.ts';
import type { ComponentView } from '../component-view.ts';
import type { Draft } from '../draft.ts';

/** What the diagram shows, and what a person does in it. */
export interface CanvasProps {
  readonly draft: Draft;
  readonly views: readonly ComponentView[];
  readonly selectedId: string | null;
  readonly onselect: (id: string | null) => void;
  readonly oncommand: (command: Command) => void;
}

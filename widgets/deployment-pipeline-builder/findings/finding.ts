import type { Command } from '../commands/command.ts';

/** What would mend a finding: one command, so that one undo takes it back. */
export interface Fix {
  /** What the button will do, for example “Give “model” 6 replicas”. */
  readonly label: string;
  readonly command: Command;
}

/** One thing about the pipeline that its builder should know, said live while editing. */
export interface Finding {
  /** The component it is about; null for the whole pipeline. */
  readonly componentId: string | null;
  /** `error`: it cannot run. `warning`: it runs, and something will go wrong. `note`: it runs, and there is something to know. */
  readonly severity: 'error' | 'warning' | 'note';
  /** The rule that found it; absent for what the parser refuses. */
  readonly rule?: string;
  /** Full sentences that name the component and say what to do. */
  readonly sentence: string;
  /** Absent where only the builder can know what is meant. */
  readonly fix?: Fix;
}

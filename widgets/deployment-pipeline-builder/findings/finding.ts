/** One thing about the pipeline that its builder should know, said live while editing. */
export interface Finding {
  /** The component it is about; null for the whole pipeline. */
  readonly componentId: string | null;
  /** `error`: it cannot run. `warning`: it runs, and something will go wrong. `note`: it runs, and there is something to know. */
  readonly severity: 'error' | 'warning' | 'note';
  /** Full sentences that name the component and say what to do. */
  readonly sentence: string;
}

/** Where an instrument stands, as the learner's record names it. */
export interface RecordPlace {
  readonly course: string;
  readonly lesson: string;
  /** Address of the instrument's data file. */
  readonly widget: string;
}

/** What was typed into a field and refused, with the value that it was to replace: it counts only while that value stands. */
export interface Draft {
  readonly text: string;
  readonly over: number;
}

/** Refused texts by field; `owner` is a component's id, or empty for what belongs to the whole. */
export interface AvailabilityDrafts {
  of(owner: string, key: string): Draft | undefined;
  set(owner: string, key: string, draft: Draft | undefined): void;
}

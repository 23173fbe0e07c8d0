/** A line of a file that was not taken, and why. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  /** One sentence: what was expected, what was found. */
  readonly reason: string;
}

/** What became of a file's lines. */
export interface ImportReport {
  readonly addedCount: number;
  /** In the record already. */
  readonly knownCount: number;
  /** Under an id that the record has with other content: kept aside, and exported with the rest. */
  readonly conflictCount: number;
  readonly refusedCount: number;
  /** The first hundred of them. */
  readonly refused: readonly RefusedLine[];
  /** Ids of the courses that the file's events belong to. */
  readonly courses: readonly string[];
}

/** A file that was refused as a whole: the record is as it was. */
export interface ImportRefusal extends RefusedLine {
  readonly fix: string;
  /** How many events before the fault are intact; they can be taken alone. */
  readonly intactCount: number;
}

export type ImportAnswer =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: false; readonly refusal: ImportRefusal };

/** Thrown while a file is read: what is wrong with the file as a whole. */
export class FileFault extends Error {
  override name = 'FileFault';
  readonly line: number;
  readonly fix: string;

  constructor(line: number, reason: string, fix: string) {
    super(reason);
    this.line = line;
    this.fix = fix;
  }
}

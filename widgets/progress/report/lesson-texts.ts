/** The texts of a lesson that the record refers to by id, as the course has them now. */
export interface LessonTexts {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly {
    readonly id: string;
    /** Hash of the question as it is now. */
    readonly hash: string;
    readonly text: string;
    /** Texts of the options by their id; empty for a question whose answer is a number. */
    readonly options: Readonly<Record<string, string>>;
    /** What a number is counted in. */
    readonly unit: string;
    /** One sentence. */
    readonly rightAnswer: string;
  }[];
  readonly prompts: readonly { readonly id: string; readonly text: string }[];
  readonly challenges: readonly { readonly id: string; readonly title: string }[];
  readonly tasks: readonly { readonly id: string; readonly list: string; readonly text: string }[];
}

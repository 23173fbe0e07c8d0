/** What of a lesson its progress depends on. */
export interface LessonOutline {
  readonly id: string;
  readonly title: string;
  /** Address of the lesson's page. */
  readonly href: string;
  /** Address of the report of what was done in it. */
  readonly reportHref: string;
  /** The questions of the quiz, with the hash of each as it is now. */
  readonly quiz: readonly { readonly id: string; readonly hash: string }[];
  /** Ids of its challenges. */
  readonly challenges: readonly string[];
  /** Ids of its flashcards. */
  readonly cards: readonly string[];
  /** Lessons of this course that the author advises to know first. They lock nothing. */
  readonly prereqs: readonly string[];
}

export interface ChapterOutline {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly LessonOutline[];
}

/** When a lesson counts as complete, from the course file. */
export interface CompletionRule {
  /** Share of the questions whose latest answer has to be right, above 0 up to 1. */
  readonly quizShare: number;
  /** Whether every challenge has to be met. */
  readonly needsChallenges: boolean;
}

declare namespace App {
  interface Locals {
    /** Set by the lesson page before its body is rendered: what the instruments placed in an .mdx body are given. */
    lessonContext: import('./lesson/island-props.ts').LessonContext;
  }
}

declare namespace App {
  interface Locals {
    /** Set by the lesson page before its body is rendered: what the instruments placed in an .mdx body are given. */
    lessonContext: import('./lesson/island-props.ts').LessonContext;
  }
}

declare module 'virtual:slipway-course' {
  /** The checked course, made by `src/tools/course-check.ts`. */
  export const course: import('./course/course-schema.ts').Course;
}

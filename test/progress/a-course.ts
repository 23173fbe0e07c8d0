import { openRecord } from '../../widgets/engines/record/index.ts';

export const rule = { quizShare: 0.5, needsChallenges: true };

const lesson = (id: string, title: string, prereqs: string[] = []) => ({
  id,
  title,
  href: `#${id}`,
  reportHref: `#report-${id}`,
  quiz: [{ id: 'q', hash: 'h' }],
  challenges: [],
  cards: ['k'],
  prereqs,
});
/** A course of two lessons, of which the second asks for the first; each has one question and one card. */
export const lessons = [lesson('l1', 'Strategies'), lesson('l2', 'Changing a model', ['l1'])];
export const chapters = [{ id: 'ch', title: 'Deployment', lessons }];

/** What the report of the first lesson is made of: one prompt, and nothing else. */
export const lessonTexts = {
  id: 'l1',
  title: 'Strategies',
  questions: [],
  prompts: [{ id: 'p', text: 'Why?' }],
  challenges: [],
  tasks: [],
};

/** A course of its own for each test: the record is one per page, as for a learner. */
export const freshCourse = () => `course-${crypto.randomUUID()}`;

/** The learner answers the question of a lesson. */
export const answer = async (course: string, of: string, isCorrect: boolean) =>
  (await openRecord()).append('quizItemAnswered', course, {
    lesson: of,
    item: 'q',
    hash: 'h',
    answer: { options: ['x'] },
    isCorrect,
    attempt: 1,
  });

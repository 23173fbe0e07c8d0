import { type LearnerState, type QuizAnswer, recordKey } from '../../engines/record/learner-state.ts';
import type { LessonTexts } from './lesson-texts.ts';
import { heading, paragraph, type ReportBlock } from './report-block.ts';
import { onDay } from './on-day.ts';

type Question = LessonTexts['questions'][number];

function answerWords(question: Question, { answer }: QuizAnswer): string {
  if ('number' in answer) return question.unit === '' ? String(answer.number) : `${answer.number} ${question.unit}`;
  if (answer.options.length === 0) return 'nothing';
  const known = answer.options.map((id) => question.options[id]);
  const gone = known.filter((text) => text === undefined).length;
  const texts = known.flatMap((text) => (text === undefined ? [] : [`“${text}”`]));
  if (gone > 0) texts.push(`${gone} that the question offers no longer`);
  return texts.join(', ');
}

function questionBlocks(question: Question, answer: QuizAnswer | undefined): ReportBlock[] {
  const asked = paragraph(question.text);
  if (!answer) return [asked, { kind: 'list', items: ['Not answered yet.'] }];
  const hasChanged = answer.hash !== question.hash;
  const verdict = hasChanged
    ? 'The question has changed since, so the answer is not judged.'
    : `That is ${answer.isCorrect ? 'right' : 'not right'}. ${answer.isCorrect ? '' : question.rightAnswer}`.trim();
  const attempts = answer.attempt === 1 ? 'at the first attempt' : `at attempt ${answer.attempt}`;
  return [
    asked,
    {
      kind: 'list',
      items: [`Your answer ${attempts}, ${onDay(answer.time)}: ${answerWords(question, answer)}.`, verdict],
    },
  ];
}

/** What was answered to the questions of a lesson, and whether it was right. */
export function quizBlocks(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  if (lesson.questions.length === 0) return [];
  const blocks = lesson.questions.flatMap((question) =>
    questionBlocks(question, state.quizAnswers.get(recordKey(course, lesson.id, question.id))),
  );
  return [heading('Quiz'), ...blocks];
}

import { type LearnerState, recordKey } from '../../engines/record/learner-state.ts';
import { experimentsBlocks } from './experiment-blocks.ts';
import type { LessonTexts } from './lesson-texts.ts';
import { onDay } from './on-day.ts';
import { quizBlocks } from './quiz-blocks.ts';
import { heading, paragraph, type ReportBlock } from './report-block.ts';

function visitBlocks(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  const visit = state.lessons.get(recordKey(course, lesson.id));
  if (!visit) return [paragraph('You have not opened this lesson yet on this device.')];
  const complete = visit.completedAt === undefined ? 'Not complete yet.' : `Complete ${onDay(visit.completedAt)}.`;
  return [paragraph(`Opened first ${onDay(visit.openedAt)}, last ${onDay(visit.lastOpenedAt)}. ${complete}`)];
}

function reflectionBlocks(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  if (lesson.prompts.length === 0) return [];
  const blocks = lesson.prompts.flatMap((prompt): ReportBlock[] => {
    const written = state.reflections.get(recordKey(course, lesson.id, prompt.id));
    const text = written?.text.trim() ?? '';
    return [
      paragraph(prompt.text),
      text === '' ? { kind: 'list', items: ['Nothing written yet.'] } : { kind: 'quote', text },
    ];
  });
  return [heading('Reflection'), ...blocks];
}

function challengeBlocks(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  if (lesson.challenges.length === 0) return [];
  const items = lesson.challenges.map(({ id, title }) => {
    const record = state.challenges.get(recordKey(course, lesson.id, id));
    if (!record) return `${title}: not tried yet.`;
    const tries = `${record.attemptCount} ${record.attemptCount === 1 ? 'attempt' : 'attempts'}`;
    return record.passedAt === undefined
      ? `${title}: not met yet, ${tries}.`
      : `${title}: met ${onDay(record.passedAt)}, ${tries}.`;
  });
  return [heading('Challenges'), { kind: 'list', items }];
}

function taskBlocks(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  if (lesson.tasks.length === 0) return [];
  const items = lesson.tasks.map(({ id, list, text }) => {
    const isDone = state.ticks.get(recordKey(course, lesson.id, list, id)) ?? false;
    return `${isDone ? 'Done' : 'Open'}: ${text}`;
  });
  return [heading('Checklist'), { kind: 'list', items }];
}

/** What a learner did in a lesson, for a page and for a file. */
export function lessonReport(course: string, lesson: LessonTexts, state: LearnerState): ReportBlock[] {
  return [
    ...visitBlocks(course, lesson, state),
    ...quizBlocks(course, lesson, state),
    ...reflectionBlocks(course, lesson, state),
    ...challengeBlocks(course, lesson, state),
    ...taskBlocks(course, lesson, state),
    ...experimentsBlocks(course, lesson.id, state),
  ];
}

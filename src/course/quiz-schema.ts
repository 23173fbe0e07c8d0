import { z } from 'zod';
import { authorQuizItemSchema } from '../../widgets/quiz/quiz-item.ts';
import { evenAfterFaults, reportRepeats } from './report-repeats.ts';
import { asText } from './text-schema.ts';

/** Keys whose values are text, and which YAML may have read as a number or a boolean. */
const textKeys = new Set(['q', 'explain', 'id']);

/** A question with keys that hold nothing left out and unquoted numbers as text. Options keep their own rule. */
function tidyQuestion(question: unknown): unknown {
  if (typeof question !== 'object' || question === null || Array.isArray(question)) return question;
  const entries = Object.entries(question).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, tidyValue(key, value)]));
}

function tidyValue(key: string, value: unknown): unknown {
  if (textKeys.has(key)) return asText(value);
  return key === 'feedback' && Array.isArray(value) ? value.map((text) => asText(text ?? '')) : value;
}

/** The author's own id of a question, where it has one. */
function idOf(question: unknown): string | undefined {
  const id = typeof question === 'object' && question !== null && 'id' in question ? question.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

const items = z.array(z.preprocess(tidyQuestion, authorQuizItemSchema)).superRefine((entries, context) => {
  const describe = (index: number) => ({
    path: [index, 'id'],
    expected: 'an id of its own for each question',
    fix: 'Answers are kept by id: give each question its own, or leave the id out.',
  });
  reportRepeats(entries, context, idOf, describe);
}, evenAfterFaults);

/** The questions of a lesson, in the author's form. */
export const quizSchema = z.preprocess((value) => value ?? [], items).default([]);

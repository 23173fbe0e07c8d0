import { beforeAll, describe, expect, it } from 'vitest';
import { makeTasks } from '../../widgets/checklist/task.ts';
import { makeCards } from '../../widgets/flashcards/make-card.ts';
import { makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import { makePrompts } from '../../widgets/reflection/prompt.ts';
import { renderOnServer } from './render-on-server.ts';

const page = { course: 'c', lesson: 'l' };
const items = makeQuizItems([
  { q: 'Is <b> bold?', options: ['Yes & no', 'No'], answer: 1, explain: 'It is text.', feedback: ['Not "both".', ''] },
  { q: 'How long?', answer: { value: 2, unit: 'ms' } },
]);
let html: { quiz: string; flashcards: string; reflection: string; checklist: string };

beforeAll(async () => {
  const [quiz, flashcards, reflection, checklist] = await renderOnServer([
    { file: '/widgets/quiz/Quiz.svelte', props: { ...page, items, reviewHref: '#' } },
    {
      file: '/widgets/flashcards/Flashcards.svelte',
      props: { ...page, cards: makeCards([{ Batch: 'On a schedule' }]) },
    },
    { file: '/widgets/reflection/Reflection.svelte', props: { ...page, prompts: makePrompts(['Why?']) } },
    {
      file: '/widgets/checklist/Checklist.svelte',
      props: { ...page, title: 'Tasks', kind: 'tasks', tasks: makeTasks(['Train it']) },
    },
  ]);
  html = { quiz: quiz!, flashcards: flashcards!, reflection: reflection!, checklist: checklist! };
}, 60_000);

/** What a reader without JavaScript has: the markup, and no comments. */
const plain = (markup: string) => markup.replaceAll(/<!--.*?-->/gs, '');

describe('the server’s rendering', () => {
  it('of a quiz has the questions, their options, and the answers for readers without JavaScript', () => {
    const text = plain(html.quiz);
    expect(text).toContain('<legend class="');
    expect(text.match(/<input type="radio"/g)).toHaveLength(2);
    for (const option of ['Yes &amp; no', 'No']) expect(text).toContain(`<span>${option}</span>`);
    expect(text).toMatch(/<details[^>]*>.*The right answer is “No”\. It is text\..*<\/details>/s);
    expect(text).toMatch(/<details[^>]*>.*The right answer is 2 ms\..*<\/details>/s);
  });

  it('shows markup in an author’s text as text', () => {
    expect(html.quiz).toContain('Is &lt;b> bold?');
    expect(html.quiz).not.toContain('<b>');
  });

  it('of flashcards, reflection and checklist has all of their content', () => {
    expect(plain(html.flashcards)).toMatch(/<dt[^>]*>Batch<\/dt>\s*<dd[^>]*>On a schedule<\/dd>/);
    expect(plain(html.reflection)).toMatch(/<label for="([^"]+)">Why\?<\/label>\s*<textarea id="\1"/);
    expect(plain(html.checklist)).toMatch(/<label[^>]*><input type="checkbox"[^>]*>\s*<span>Train it<\/span>/);
  });

  it('has no style attribute, which the Content Security Policy refuses', () => {
    for (const markup of Object.values(html)) expect(markup).not.toMatch(/\sstyle=/);
  });

  it('is small: less than 1.5 kB for each question, card, prompt or task', () => {
    expect(html.quiz.length).toBeLessThan(items.length * 1500);
    for (const markup of [html.flashcards, html.reflection, html.checklist]) expect(markup.length).toBeLessThan(1500);
  });
});

/** The quiz and the flashcards of a lesson, in a page of their own: what a learner is in the middle of when the site changes or the network goes. */
import { mount } from 'svelte';
import { foundIn } from './found.ts';
import { openRecord } from '../../widgets/engines/record/index.ts';
import Flashcards from '../../widgets/flashcards/Flashcards.svelte';
import { makeCards } from '../../widgets/flashcards/make-card.ts';
import { makeQuizItems } from '../../widgets/quiz/make-quiz-item.ts';
import Quiz from '../../widgets/quiz/Quiz.svelte';

const items = makeQuizItems(
  [1, 2, 3].map((number) => ({ q: `Question ${number}?`, options: ['Right', 'Wrong'], answer: 0, shuffle: false })),
);
const cards = makeCards([{ Batch: 'On a schedule' }, { Streaming: 'On a live flow' }]);
const place = { target: document.body };
mount(Quiz, { ...place, props: { course: 'c', lesson: 'l', items, reviewHref: '#review' } });
mount(Flashcards, { ...place, props: { course: 'c', lesson: 'l', cards } });

/** For the driver: what was called saved by the page is what its own export holds. */
Object.assign(globalThis, {
  foundInRecord: async () => ({ ...foundIn(await openRecord()), text: (await openRecord()).exportText() }),
});

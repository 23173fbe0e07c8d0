import { page } from 'vitest/browser';

/** A quiz with a question of each kind, as an author writes it: one right option, several, a number. */
export const authored = [
  {
    q: 'Why shadow mode?',
    options: ['To save money', 'To test silently'],
    answer: 1,
    explain: 'Users see nothing of it.',
    feedback: ['It costs more.', ''],
    shuffle: false,
  },
  { q: 'Which are regimes?', options: ['Batch', 'Streaming', 'Shadow'], answer: [0, 1], shuffle: false },
  { q: 'How long is a round trip?', answer: { value: 12, tolerance: 1, unit: 'ms' } },
];

/** The button that checks the answer of the question at this place. */
export const check = (index: number) => page.getByRole('button', { name: 'Check my answer' }).nth(index);

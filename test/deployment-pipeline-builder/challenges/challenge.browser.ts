import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openRecordIn } from '../../../widgets/engines/record/open-record.ts';
import { button, listed, said, showBuilder, tabTo } from '../on-page.ts';
import { challenge } from './a-challenge.ts';

const shown = (course?: string) => showBuilder({ data: null, challenges: [challenge], ...(course ? { course } : {}) });
const section = page.getByRole('region', { name: 'Challenges' });
const verdicts = () => [...document.querySelectorAll('td .verdict')].map((cell) => cell.textContent);

async function foretell(share: string): Promise<void> {
  await page.getByLabelText(/Which share is answered/).fill(share);
  await button('Keep my prediction and run the starting point').click();
  await expect.element(section.getByText('The starting point', { exact: true })).toBeVisible();
}

describe('a challenge in the builder', () => {
  it('asks for a prediction first, holds everything locked until then, and shows what happened beside it', async () => {
    await shown();
    await button('Twice as fast').click();
    await expect.element(button('Run the simulation')).toBeDisabled();
    await button('Keep my prediction and run the starting point').click();
    await expect.element(page.getByText('Write a number first. A rough one will do.')).toBeVisible();
    await foretell('90');
    // Two a second come and one is served.
    await expect.element(section.getByText('90.0 %')).toBeVisible();
    await expect.poll(() => section.element().textContent).toMatch(/It was \d+ % less than you foretold/);
    await expect.element(button('Run the simulation')).toBeEnabled();
  });

  it('refuses edits of what is locked, judges runs, gives hints for what was missed, and is passed', async () => {
    const { course } = await shown();
    await button('Twice as fast').click();
    await foretell('50');
    await expect.element(section.getByText('That was close.', { exact: false })).toBeVisible();
    await button('Run the simulation').click();
    await expect.poll(verdicts, { timeout: 15_000 }).toEqual(['✗ missed', '✗ missed']);
    await button('Show a hint').click();
    await expect.element(section.getByText('Two a second need two servers.')).toBeVisible();
    await button('Open the reference solution').click();
    await button('Run the simulation').click();
    await expect.poll(verdicts, { timeout: 15_000 }).toEqual(['✓ met', '✓ met']);
    await expect.element(section.getByText('Passed.', { exact: false })).toBeVisible();
    await button('Leave the challenge').click();
    await expect.element(section.getByText('Passed')).toBeVisible();
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    const record = await openRecordIn({ course, lesson: 'l' });
    expect([...record.state().challenges.values()]).toMatchObject([{ attemptCount: 2, passedAt: expect.any(String) }]);
  });

  it('keeps what was built in it apart from the learner’s own pipeline, over a reload, with the prediction', async () => {
    const { course, unmount } = await shown();
    await button('Twice as fast').click();
    await foretell('50');
    await button('Open the reference solution').click();
    await said(/Set Replicas/);
    await unmount();
    await shown(course);
    expect(listed()).toEqual(['users', 'gateway', 'model']);
    await button('Twice as fast').click();
    await expect.element(section.getByText('That was close.', { exact: false })).toBeVisible();
    expect(listed()).toEqual(['users', 'model']);
    await button('Run the simulation').click();
    await expect.poll(verdicts, { timeout: 15_000 }).toEqual(['✓ met', '✓ met']);
  });

  it('offers a prediction far off and a missed run as flashcards, each once, and the deck of the lesson has them', async () => {
    const { course, unmount } = await shown();
    await button('Twice as fast').click();
    await foretell('90');
    await button('Make a flashcard of this').click();
    await expect.element(section.getByText(/among the flashcards of this lesson/)).toBeVisible();
    await button('Run the simulation').click();
    await expect.poll(verdicts, { timeout: 15_000 }).toEqual(['✗ missed', '✗ missed']);
    await button('Make a flashcard of this').click();
    const record = await openRecordIn({ course, lesson: 'l' });
    // Other tests of this browser write into the same record.
    expect([...record.state().ownCards.values()].filter((card) => card.course === course)).toMatchObject([
      { card: 'foretold-twice-as-fast', from: 'prediction', front: 'Twice as fast: Which share is answered?' },
      {
        card: 'missed-twice-as-fast',
        front: 'Answer every request within 1.2 s.',
        back: 'Nobody waits longer than 1.2 s. Two a second need two servers. Nobody is turned away. The queue is full.',
      },
    ]);
    await unmount();
    await shown(course);
    await button('Twice as fast').click();
    await expect.element(section.getByText(/among the flashcards of this lesson/)).toBeVisible();
    await expect.element(button('Make a flashcard of this')).not.toBeInTheDocument();
  });

  it('is done by keys alone', async () => {
    await shown();
    await tabTo(button('Twice as fast'));
    await userEvent.keyboard('{Enter}');
    await tabTo(page.getByLabelText(/Which share is answered/));
    await userEvent.keyboard('50{Enter}');
    await expect.element(section.getByText('The starting point', { exact: true })).toBeVisible();
    await tabTo(button('Run the simulation'));
    await userEvent.keyboard('{Enter}');
    await expect.poll(verdicts, { timeout: 15_000 }).toEqual(['✗ missed', '✗ missed']);
  });
});

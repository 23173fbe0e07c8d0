import axe from 'axe-core';
import { expect } from 'vitest';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import '../src/styles/controls.css';
import '../src/styles/page.css';
import '../widgets/kit/instrument.css';

/** What axe finds at WCAG 2.2 AA in what is rendered now. Where one thing replaces another it waits for that to be over: half faded, nothing has contrast. */
export async function expectNoAxeFaults(): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations, passes } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A component is no page: it has no landmarks around it, and its headings stand below others.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  expect(passes.length).toBeGreaterThan(5);
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

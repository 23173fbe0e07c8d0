import { afterEach, expect, test } from 'vitest';
import { whenPageLeft } from '../../widgets/kit/page-left.ts';

/** What the page says of itself, until the test is over. */
function sayVisibility(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
afterEach(() => {
  Reflect.deleteProperty(document, 'visibilityState');
});

function watched() {
  let count = 0;
  const unwatch = whenPageLeft(() => count++);
  return { unwatch, count: () => count };
}

test('whenPageLeft tells of a page that is hidden, and not of one that is shown again', () => {
  const { unwatch, count } = watched();
  sayVisibility('hidden');
  expect(count()).toBe(1);
  sayVisibility('visible');
  expect(count()).toBe(1);
  unwatch();
});

test('whenPageLeft tells of a page that is frozen or left', () => {
  const { unwatch, count } = watched();
  document.dispatchEvent(new Event('freeze'));
  expect(count()).toBe(1);
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(count()).toBe(2);
  unwatch();
});

test('whenPageLeft says nothing after its watch has ended', () => {
  const { unwatch, count } = watched();
  unwatch();
  sayVisibility('hidden');
  document.dispatchEvent(new Event('freeze'));
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(count()).toBe(0);
});

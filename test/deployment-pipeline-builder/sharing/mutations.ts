import { readdirSync, readFileSync } from 'node:fs';
import type { Dice } from '../../../src/tools/fuzz/dice.ts';
import { mutate } from '../../../src/tools/fuzz/mutate.ts';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { fromBase64Url, toBase64Url } from '../../../widgets/kit/sharing/base64url.ts';

const folder = new URL('../../../content/scenarios/', import.meta.url);

/** The scenarios of the course, in the order of their names. */
export const scenarios: readonly Draft[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Draft);

const odd = ['~', '%', '%E0%A4', '\u0000', '"', '{', '}', '[', ',', ':', '0', 'é', '\ud800', '1e999', '__proto__', ' '];

/** Text with a few characters lost, doubled, changed, moved or put in. */
export function damageText(text: string, dice: Dice): string {
  let damaged = text;
  for (let times = 1 + dice.below(4); times > 0; times--) {
    const at = dice.below(damaged.length + 1);
    const length = dice.below(dice.below(10) === 0 ? damaged.length : 12);
    damaged = dice.pick<() => string>([
      () => damaged.slice(0, at),
      () => damaged.slice(0, at) + damaged.slice(at + length),
      () => damaged.slice(0, at + length) + damaged.slice(at),
      () => damaged.slice(0, at) + dice.pick(odd) + damaged.slice(at + 1),
      () => damaged.slice(0, at) + dice.pick(odd) + damaged.slice(at),
      () => damaged.slice(at) + damaged.slice(0, at),
      () =>
        damaged.slice(0, at) +
        damaged
          .slice(at, at + length)
          .split('')
          .toReversed()
          .join('') +
        damaged.slice(at + length),
    ])();
  }
  return damaged;
}

/** The fragment with a few bytes of its payload changed, so that it is base64url all the same. */
export function damagePayload(fragment: string, dice: Dice): string {
  const start = fragment.lastIndexOf('~') + 1;
  const decoded = fromBase64Url(fragment.slice(start));
  if (!('bytes' in decoded)) return fragment;
  for (let times = 1 + dice.below(3); times > 0; times--)
    decoded.bytes[dice.below(decoded.bytes.length)] = dice.below(256);
  return fragment.slice(0, start) + toBase64Url(decoded.bytes);
}

/** A file whose values were changed, and then perhaps its text. */
export function damageFile(draft: Draft, dice: Dice): string {
  const changed = mutate(structuredClone(draft) as never, dice);
  let text: string | undefined;
  try {
    text = JSON.stringify(changed, null, dice.below(3));
  } catch {
    // A document that was put inside itself cannot be a file.
  }
  const whole = text ?? JSON.stringify(draft);
  return dice.below(3) === 0 ? damageText(whole, dice) : whole;
}

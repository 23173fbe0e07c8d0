import { instanceNames } from '../cost/price-book.ts';
import { choiceParameter } from '../parameter.ts';

/** `instance` of a compute component: what each replica or worker is rented as. */
export const instance = choiceParameter({
  label: 'Machine',
  choices: instanceNames as readonly [string, ...string[]],
  default: 'm5.xlarge',
  meaning: 'The machine that each replica or worker runs on; decides price and power.',
  source: 'Price book: cost/price-book.json, dated list prices.',
});

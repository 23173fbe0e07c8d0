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

/** `purchase` of a compute component: how its machines are paid for. */
export const purchase = choiceParameter({
  label: 'Bought',
  choices: ['onDemand', 'spot', 'reserved1Year', 'reserved3Year'],
  default: 'onDemand',
  meaning:
    'How the machines are paid for: by the second; as spare capacity that can be taken away; or reserved, cheaper, for all the time of as many as are configured.',
  source: 'Amazon EC2: On-Demand, Spot and Reserved Instances; discounts of the price book, assumed.',
});

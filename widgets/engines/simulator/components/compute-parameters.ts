import { instanceNames } from '../cost/price-book.ts';
import { choiceParameter, integerParameter } from '../parameter.ts';

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

/** `reserved` of a compute component whose machines stay: how many of them a reservation covers. */
export const reserved = integerParameter({
  label: 'Reserved machines',
  unit: 'machines',
  minimum: 0,
  maximum: 100_000,
  default: null,
  meaning:
    'How many machines a reservation pays for, wanted or not, where they are bought reserved; those beyond are paid for on demand. Left out: as many as are configured.',
  source: 'FinOps Foundation, commitment-based discounts: the steady base is committed to, the rest stays on demand.',
});

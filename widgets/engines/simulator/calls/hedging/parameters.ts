import { integerParameter, numberParameter } from '../../parameter.ts';

export const SOURCE = 'Dean and Barroso, The Tail at Scale, Communications of the ACM 56 (2013) 2.';

export const maximum = integerParameter({
  label: 'Copies',
  unit: 'copies',
  minimum: 1,
  maximum: 10,
  default: 1,
  meaning: 'How many copies are sent at most, beside the first attempt.',
  source: SOURCE,
});

export function afterSecondsParameter(standard: number, meaning: string) {
  return numberParameter({
    label: 'Copy after',
    unit: 'seconds',
    minimum: 0,
    maximum: 3600,
    default: standard,
    meaning,
    source: SOURCE,
  });
}

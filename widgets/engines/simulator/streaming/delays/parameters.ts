import { numberParameter } from '../../parameter.ts';

const SOURCE = 'Assumption: delays of events from phones and sensors (Akidau and others, The Dataflow Model, 2015).';

export const meanSeconds = numberParameter({
  label: 'Mean delay',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 86_400,
  default: 1,
  meaning: 'Mean time from the moment an event happens until its source sends it on.',
  source: SOURCE,
});

export const cv = numberParameter({
  label: 'Spread of the delay',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 2,
  meaning: 'Standard deviation of the delay divided by its mean.',
  source: SOURCE,
});

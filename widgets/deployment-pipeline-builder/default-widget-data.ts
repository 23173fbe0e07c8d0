import type { WidgetData } from './widget-data.ts';

/** What is shown where a lesson names no data file, and until the file is there: the model behind a gateway, asked over the network. */
export const defaultWidgetData: WidgetData = {
  title: 'Build a deployment',
  intro: 'Arrange the parts of a deployment, run it, and read what your arrangement makes of the same traffic.',
  model: 'titanic-mlp',
  presets: [],
  scenario: {
    title: 'Real-time',
    components: [
      {
        id: 'users',
        kind: 'traffic',
        place: 'city',
        arrivals: { process: 'poisson', ratePerSecond: 50 },
        to: 'gateway',
      },
      { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 100, burst: 50 }, to: 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        replicas: 2,
        queueCapacity: 100,
        serviceTime: { distribution: 'measured', model: 'titanic-mlp' },
      },
    ],
    links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }],
    run: { seed: 1, durationSeconds: 330, warmUpSeconds: 30, replications: 5 },
  },
};

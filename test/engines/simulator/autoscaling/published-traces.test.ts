import { describe, expect, test } from 'vitest';
import { coldStart, replicasOf, run } from './second-load.ts';

describe('published traces in the simulator', () => {
  const HPA = { policy: 'hpa', minReplicas: 2, maxReplicas: 20, targetCPUUtilizationPercentage: 50 };
  const hpaLoad = (second: number) => (second >= 60 && second < 480 ? 6 : 1);

  test('the HPA scales 60:4, 90:8, 120:12, 765:2 on instant readings', () => {
    const result = run({
      seconds: 1800,
      load: hpaLoad,
      server: { replicas: 2 },
      autoscaling: { ...HPA, reading: 'instant', coldStart: coldStart(30) },
    });
    expect(replicasOf(result).changes).toEqual([
      [0, 2],
      [60, 4],
      [90, 8],
      [120, 12],
      [765, 2],
    ]);
  });

  test('the HPA scales the same on averages of one second, when the load and the readiness come one second earlier', () => {
    const result = run({
      seconds: 1800,
      load: (second) => hpaLoad(second + 1),
      server: { replicas: 2 },
      autoscaling: { ...HPA, scrapeSeconds: 1, coldStart: coldStart(29) },
    });
    expect(replicasOf(result).changes).toEqual([
      [0, 2],
      [60, 4],
      [90, 8],
      [120, 12],
      [765, 2],
    ]);
  });

  test('averages of 15 s and whole windows after readiness make the HPA slower than the paper: 75, 120 and 165', () => {
    const result = run({
      seconds: 1800,
      load: hpaLoad,
      server: { replicas: 2 },
      autoscaling: { ...HPA, coldStart: coldStart(30) },
    });
    // Load from 60 is first seen in the window (60, 75]. Ready at 105, a whole window later at 120. Ready at 150, at 165.
    // The last window with load is (465, 480]; 300 s after that tick it is out.
    expect(replicasOf(result).changes).toEqual([
      [0, 2],
      [75, 4],
      [120, 8],
      [165, 12],
      [780, 2],
    ]);
  });

  const KPA = { policy: 'kpa', minScale: 1, maxScale: 100, containerConcurrency: 10 };
  const kpaLoad = (second: number) => (second >= 60 && second < 120 ? 50 : 5);
  const kpaChanges = [
    [0, 1],
    [60, 2],
    [62, 4],
    [64, 7],
    [66, 8],
    [128, 7],
    [130, 6],
    [140, 5],
    [150, 4],
    [158, 3],
    [168, 2],
    [178, 1],
  ];

  test('the KPA scales 60:2 62:4 64:7 66:8 128:7 130:6 140:5 150:4 158:3 168:2 178:1 on instant readings', () => {
    const result = run({
      seconds: 400,
      load: kpaLoad,
      server: { concurrency: 100 },
      autoscaling: { ...KPA, reading: 'instant', coldStart: coldStart(4) },
    });
    expect(replicasOf(result).changes).toEqual(kpaChanges);
  });

  test('the KPA scales the same on averages of one second, when the load comes one second earlier', () => {
    const result = run({
      seconds: 400,
      load: (second) => kpaLoad(second + 1),
      server: { concurrency: 100 },
      autoscaling: { ...KPA, coldStart: coldStart(4) },
    });
    expect(replicasOf(result).changes).toEqual(kpaChanges);
  });
});

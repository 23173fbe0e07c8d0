import { describe, expect, test } from 'vitest';
import { NodeCluster } from '../../../../widgets/engines/simulator/autoscaling/nodes.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';

const SETTINGS = {
  slotsPerNode: 2,
  nodeBootSeconds: 60,
  nodeBootCv: 0,
  imagePullSeconds: 15,
  autoscalerLoopSeconds: 10,
  scaleDownUnneededSeconds: 600,
};
const cluster = (other: object = {}) => new NodeCluster({ ...SETTINGS, ...other }, new RandomStream(1, 0, 'node'), 0);

describe('NodeCluster', () => {
  test('gives room on the first node that has some, and lets the others wait', () => {
    const nodes = cluster();
    nodes.settle(0);
    expect(nodes.add(1, 5)).toEqual({ replica: 1, pulledAt: 5 });
    expect(nodes.add(2, 5)).toBeUndefined();
    expect([nodes.count, nodes.waitingCount]).toEqual([1, 1]);
  });

  test('orders as many nodes as those waiting need, once', () => {
    const nodes = cluster();
    for (let replica = 0; replica < 5; replica++) nodes.add(replica, 5);
    expect(nodes.look(10)).toEqual([
      { node: 0, readyAt: 70 },
      { node: 1, readyAt: 70 },
      { node: 2, readyAt: 70 },
    ]);
    expect(nodes.look(20)).toEqual([]);
    nodes.add(5, 25);
    nodes.add(6, 25);
    // Three nodes are on their way, with room for six.
    expect(nodes.look(30)).toEqual([{ node: 3, readyAt: 90 }]);
  });

  test('places who waits, oldest first, and pulls the image once per node', () => {
    const nodes = cluster();
    for (let replica = 0; replica < 3; replica++) nodes.add(replica, 5);
    nodes.look(10);
    expect(nodes.nodeReady(0, 70)).toEqual([
      { replica: 0, pulledAt: 85 },
      { replica: 1, pulledAt: 85 },
    ]);
    // The room of one that stops goes to the next; the image is there.
    expect(nodes.remove(1, 100)).toEqual([{ replica: 2, pulledAt: 100 }]);
    expect(nodes.waitingCount).toBe(0);
  });

  test('forgets who is taken back while waiting', () => {
    const nodes = cluster();
    nodes.add(0, 5);
    expect(nodes.remove(0, 6)).toEqual([]);
    expect(nodes.look(10)).toEqual([]);
  });

  test('removes a node that has had no replica for the time given, not before', () => {
    const nodes = cluster();
    nodes.settle(0);
    nodes.settle(1);
    nodes.settle(2);
    nodes.remove(2, 100);
    nodes.look(690);
    expect(nodes.count).toBe(2);
    nodes.look(700);
    expect(nodes.count).toBe(1);
    // 2 nodes for 700 s and 1 for 300 s.
    expect(nodes.report(1000)).toEqual({ nodeSeconds: 1700, maximum: 2 });
  });

  test('uses the place of a node that is gone again, with no image on it', () => {
    const nodes = cluster({ slotsPerNode: 1, scaleDownUnneededSeconds: 0 });
    nodes.settle(0);
    nodes.remove(0, 50);
    nodes.look(60);
    nodes.add(1, 65);
    expect([nodes.count, nodes.look(70)]).toEqual([0, [{ node: 0, readyAt: 130 }]]);
    expect(nodes.nodeReady(0, 130)).toEqual([{ replica: 1, pulledAt: 145 }]);
    expect(nodes.count).toBe(1);
  });

  test('never orders more than the largest number of nodes', () => {
    const nodes = cluster({ maximumNodes: 2 });
    for (let replica = 0; replica < 9; replica++) nodes.add(replica, 5);
    expect(nodes.look(10).length).toBe(2);
    expect(nodes.look(20)).toEqual([]);
  });

  test('draws boot times with the mean and spread given', () => {
    const nodes = cluster({ nodeBootCv: 0.5, slotsPerNode: 1 });
    const count = 4000;
    for (let replica = 0; replica < count; replica++) nodes.add(replica, 0);
    const times = nodes.look(0).map(({ readyAt }) => readyAt);
    const mean = times.reduce((sum, time) => sum + time, 0) / count;
    // Standard error of the mean is 60 · 0.5 / √4000; four of them.
    expect(Math.abs(mean - 60)).toBeLessThan((4 * 60 * 0.5) / Math.sqrt(count));
  });
});

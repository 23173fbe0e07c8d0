import { lognormalStart } from '../cold-start/lognormal.ts';
import type { RandomStream } from '../random.ts';
import { snapAfter } from '../snap.ts';
import type { NodeSettings } from './common.ts';

/** A node: in preparation, in use, or gone; `pulledAt` is when it has the image (NaN until someone begins to pull). */
interface Node {
  isReady: boolean;
  /** Out of order for a while: nothing new is put there. */
  isDown: boolean;
  isGone: boolean;
  used: number;
  pulledAt: number;
  emptySince: number;
}

/** Where a replica found room, and when its image is there. */
export interface Placement {
  readonly replica: number;
  readonly pulledAt: number;
}

/**
 * Nodes under the replicas (Kubernetes, cluster-autoscaler/FAQ.md). A replica goes to the first node with room; without room it waits, and the cluster
 * autoscaler, which looks every 10 s, orders as many nodes as those waiting need. The first replica of a node pulls the image, the next ones find it.
 * A node without replicas for 10 min is removed; moving replicas together to empty a node is left out.
 */
export class NodeCluster {
  readonly #settings: NodeSettings;
  readonly #stream: RandomStream;
  readonly #nodes: Node[] = [];
  /** By replica: its node, −1 while it waits. */
  readonly #nodeOf: number[] = [];
  readonly #waiting: number[] = [];
  /** Nodes ordered or in use. */
  count = 0;
  /** No node before this one has room. */
  #roomFrom = 0;
  /** Nodes ordered and in use, since the end of the warm-up: node-seconds and most at once. */
  #area = 0;
  #most = 0;
  #changedAt = 0;
  readonly #warmUpSeconds: number;

  constructor(settings: NodeSettings, stream: RandomStream, warmUpSeconds: number) {
    this.#settings = settings;
    this.#stream = stream;
    this.#warmUpSeconds = warmUpSeconds;
  }

  get waitingCount(): number {
    return this.#waiting.length;
  }

  /** At the beginning: the replica stands on a node that has been there, with its image, for ever. */
  settle(replica: number): void {
    let node = this.#findRoom();
    if (node < 0) {
      node =
        this.#nodes.push({
          isReady: true,
          isDown: false,
          isGone: false,
          used: 0,
          pulledAt: 0,
          emptySince: Number.NaN,
        }) - 1;
      this.count++;
    }
    this.#nodes[node]!.used++;
    this.#nodeOf[replica] = node;
    this.#roomFrom = node;
  }

  /** Finds room for a new replica, or lets it wait. */
  add(replica: number, now: number): Placement | undefined {
    this.#nodeOf[replica] = -1;
    const placement = this.#place(replica, now);
    if (!placement) this.#waiting.push(replica);
    return placement;
  }

  /** The replica has stopped: others may take its room, oldest first. */
  remove(replica: number, now: number): Placement[] {
    const index = this.#nodeOf[replica]!;
    this.#nodeOf[replica] = -1;
    if (index < 0) {
      const at = this.#waiting.indexOf(replica);
      if (at >= 0) this.#waiting.splice(at, 1);
      return [];
    }
    const node = this.#nodes[index]!;
    if (--node.used === 0) node.emptySince = now;
    this.#roomFrom = Math.min(this.#roomFrom, index);
    return this.#placeWaiting(now);
  }

  /** The cluster autoscaler looks: gives when each node that it orders will be ready. */
  look(now: number): readonly { readonly node: number; readonly readyAt: number }[] {
    const { slotsPerNode, scaleDownUnneededSeconds, maximumNodes = Infinity } = this.#settings;
    this.#advance(now);
    for (const node of this.#nodes) {
      if (node.isGone || !node.isReady || node.used > 0) continue;
      if (this.#waiting.length > 0 || now - node.emptySince < scaleDownUnneededSeconds) continue;
      node.isGone = true;
      this.count--;
    }
    const onTheirWay = this.#nodes.reduce((sum, node) => (node.isReady || node.isGone ? sum : sum + slotsPerNode), 0);
    const needed = Math.ceil(Math.max(0, this.#waiting.length - onTheirWay) / slotsPerNode);
    const ordered = [];
    for (let i = Math.min(needed, maximumNodes - this.count); i > 0; i--) ordered.push(this.#order(now));
    this.#most = now >= this.#warmUpSeconds ? Math.max(this.#most, this.count) : this.#most;
    return ordered;
  }

  #order(now: number): { node: number; readyAt: number } {
    const { nodeBootSeconds, nodeBootCv } = this.#settings;
    const isRandom = nodeBootCv > 0 && nodeBootSeconds > 0;
    const boot = isRandom ? lognormalStart(nodeBootSeconds, nodeBootCv).draw(this.#stream) : nodeBootSeconds;
    const ordered = {
      isReady: false,
      isDown: false,
      isGone: false,
      used: 0,
      pulledAt: Number.NaN,
      emptySince: Number.NaN,
    };
    this.count++;
    // The place of a node that is gone is used again.
    const gone = this.#nodes.findIndex(({ isGone }) => isGone);
    const node = gone < 0 ? this.#nodes.push(ordered) - 1 : gone;
    this.#nodes[node] = ordered;
    return { node, readyAt: isRandom ? now + boot : snapAfter(now, boot) };
  }

  /** The replicas that stand on a node now; none where there is no such node. */
  replicasOn(index: number): number[] {
    return this.#nodeOf.flatMap((node, replica) => (node === index ? [replica] : []));
  }

  /** A node in use goes down, or is back; gives who is placed on it then. */
  setDown(index: number, isDown: boolean, now: number): Placement[] {
    const node = this.#nodes[index];
    if (!node || node.isGone || !node.isReady) return [];
    node.isDown = isDown;
    if (isDown) return [];
    this.#roomFrom = Math.min(this.#roomFrom, index);
    return this.#placeWaiting(now);
  }

  /** A node that was ordered is ready; gives who is placed on it. */
  nodeReady(index: number, now: number): Placement[] {
    const node = this.#nodes[index]!;
    node.isReady = true;
    node.emptySince = now;
    this.#roomFrom = Math.min(this.#roomFrom, index);
    return this.#placeWaiting(now);
  }

  #placeWaiting(now: number): Placement[] {
    const placed: Placement[] = [];
    while (this.#waiting.length > 0) {
      const placement = this.#place(this.#waiting[0]!, now);
      if (!placement) break;
      this.#waiting.shift();
      placed.push(placement);
    }
    return placed;
  }

  #place(replica: number, now: number): Placement | undefined {
    const { imagePullSeconds } = this.#settings;
    const index = this.#findRoom();
    this.#roomFrom = index < 0 ? this.#nodes.length : index;
    if (index < 0) return undefined;
    const node = this.#nodes[index]!;
    node.used++;
    if (Number.isNaN(node.pulledAt)) node.pulledAt = snapAfter(now, imagePullSeconds);
    this.#nodeOf[replica] = index;
    return { replica, pulledAt: Math.max(now, node.pulledAt) };
  }

  /** The first node with room, −1 when there is none. */
  #findRoom(): number {
    const { slotsPerNode } = this.#settings;
    for (let index = this.#roomFrom; index < this.#nodes.length; index++) {
      const { isReady, isDown, isGone, used } = this.#nodes[index]!;
      if (isReady && !isDown && !isGone && used < slotsPerNode) return index;
    }
    return -1;
  }

  #advance(now: number): void {
    this.#area += this.count * Math.max(0, now - Math.max(this.#changedAt, this.#warmUpSeconds));
    this.#changedAt = now;
  }

  /** Node-seconds after the warm-up up to `now`, booting ones included, and the most nodes at once. */
  report(now: number): { nodeSeconds: number; maximum: number } {
    this.#advance(now);
    return { nodeSeconds: this.#area, maximum: Math.max(this.#most, this.count) };
  }
}

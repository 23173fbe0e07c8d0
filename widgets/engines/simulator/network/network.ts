import type { Model } from '../model.ts';
import { RandomStream } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import type { Figure } from '../statistics/figures.ts';
import { LinkCrossing } from './link-crossing.ts';
import { isPlainLink } from './link-schema.ts';
import { NO_CROSSING, ReturnPath } from './return-path.ts';

/** The links of one replication that are more than a constant delay, and the ways of the answers that cross them. */
export class Network {
  /** By link; undefined where crossing it is one delay each way, which the flow knows by itself. */
  readonly crossings: readonly (LinkCrossing | undefined)[];
  readonly returns = new ReturnPath();
  readonly #answerBytes: Float64Array;

  private constructor(scenario: Scenario, seed: number, replication: number) {
    const { components, links, run } = scenario;
    this.#answerBytes = answerBytesOf(scenario);
    const hasAnswerBytes = this.#answerBytes.some((bytes) => bytes > 0);
    this.crossings = links.map((link, index) => {
      if (isPlainLink(link) && !hasAnswerBytes) return undefined;
      const { from, to } = link;
      return new LinkCrossing(link, {
        index,
        warmUpSeconds: run.warmUpSeconds,
        durationSeconds: run.durationSeconds,
        directionTo: Uint8Array.from(components, ({ place }) => (place === to ? 0 : 1)),
        hasAnswerBytes,
        stream: (purpose) => new RandomStream(seed, replication, `link ${from}-${to}/${purpose}`, run.draws),
      });
    });
  }

  /** Undefined where no link asks for more than a delay. */
  static of(scenario: Scenario, seed: number, replication: number): Network | undefined {
    const isNeeded =
      scenario.links.some((link) => !isPlainLink(link)) ||
      (scenario.links.length > 0 && answerBytesOf(scenario).some((bytes) => bytes > 0));
    return isNeeded ? new Network(scenario, seed, replication) : undefined;
  }

  start(model: Model): void {
    for (const crossing of this.crossings) crossing?.outages?.await(model);
  }

  grow(capacity: number): void {
    this.returns.grow(capacity);
    for (const crossing of this.crossings) crossing?.grow(capacity);
  }

  /** Sends an answer over the next link on its way back; false when it has none left. */
  goBack(model: Model, request: number): boolean {
    const crossing = this.returns.pop(model.requests, request);
    if (crossing === NO_CROSSING) return false;
    this.crossings[crossing >> 1]!.sendBack(model, request, crossing & 1);
    return true;
  }

  answerBytesOf({ requests }: Model, request: number): number {
    return this.#answerBytes[requests.originOf(request)]!;
  }

  /** For the result: at `links.<from>-<to>`. */
  figures(model: Model, measuredSeconds: number): readonly Figure[] {
    return this.crossings.flatMap((crossing) => crossing?.figures(model, measuredSeconds) ?? []);
  }
}

/** By component: bytes of an answer to its requests. */
function answerBytesOf({ components }: Scenario): Float64Array {
  return Float64Array.from(components, (component) => (component as { answerBytes?: number }).answerBytes ?? 0);
}

import { pow } from '../math.ts';
import type { HostView } from './balancing-policy.ts';

/**
 * Smooth weighted round robin (nginx, ngx_http_upstream_round_robin.c): every host gains its weight, the one with the most is chosen and pays the sum.
 * Weights 5, 1, 1 give a a b a c a a. With a bias the weights are those of Envoy's least request: weight / (active + 1)^bias.
 */
export class SmoothWeights {
  #credit = new Float64Array(0);

  choose({ list, count, active, weights }: HostView, bias: number): number {
    if (this.#credit.length < active.length) {
      const before = this.#credit;
      this.#credit = new Float64Array(active.length);
      this.#credit.set(before);
    }
    const credit = this.#credit;
    let total = 0;
    let best = list[0]!;
    for (let i = 0; i < count; i++) {
      const host = list[i]!;
      const load = active[host]! + 1;
      const weight = weights![host]! / (bias === 0 ? 1 : bias === 1 ? load : pow(load, bias));
      credit[host]! += weight;
      total += weight;
      if (credit[host]! > credit[best]!) best = host;
    }
    credit[best]! -= total;
    return best;
  }

  /** A replica that comes starts without credit. */
  reset(): void {
    this.#credit.fill(0);
  }
}

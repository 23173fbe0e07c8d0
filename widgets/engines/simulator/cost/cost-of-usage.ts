import type { Dated, PriceBook } from './price-book.ts';
import { costOfFunctions } from './function-cost.ts';
import type { Usage } from './usage.ts';

/** One price that entered a cost, with its provenance. */
export interface PriceUsed extends Dated {
  readonly name: string;
  readonly usd: number;
  /** Unit of the price, for example `hour`. */
  readonly per: string;
}

/** The cost of one component's usage, by what is paid for. */
export interface CostOfUsage {
  readonly category: 'compute' | 'gateway' | 'log' | 'functions';
  readonly usd: number;
  readonly prices: readonly PriceUsed[];
}

const provenanceOf = ({ date, source, isAssumed }: Dated): Dated => ({ date, source, isAssumed });

/** Machine-seconds, million requests, shard-hours and PUT units at list prices (serving semantics 12.1). The names must be in the book. */
export function costOfUsage(usage: Usage, book: PriceBook): CostOfUsage {
  switch (usage.type) {
    case 'instance': {
      const price = book.instances[usage.instance]!;
      const used = { name: usage.instance, usd: price.usdPerHour, per: 'hour', ...provenanceOf(price) };
      return { category: 'compute', usd: (usage.seconds / 3600) * price.usdPerHour, prices: [used] };
    }
    case 'gateway': {
      const price = book.gateways[usage.product]!;
      const used = {
        name: usage.product,
        usd: price.usdPerMillionRequests,
        per: 'million requests',
        ...provenanceOf(price),
      };
      return { category: 'gateway', usd: (usage.requests / 1e6) * price.usdPerMillionRequests, prices: [used] };
    }
    case 'log': {
      const price = book.logs[usage.product]!;
      const dated = provenanceOf(price);
      const usd =
        (usage.shardSeconds / 3600) * price.usdPerShardHour + (usage.putUnits / 1e6) * price.usdPerMillionPutUnits;
      const shard = { name: `${usage.product} shard`, usd: price.usdPerShardHour, per: 'hour', ...dated };
      const put = {
        name: `${usage.product} PUT units`,
        usd: price.usdPerMillionPutUnits,
        per: 'million units of 25 KiB',
        ...dated,
      };
      return { category: 'log', usd, prices: [shard, put] };
    }
    case 'function':
      return costOfFunctions(usage, book);
  }
}

import book from './price-book.json' with { type: 'json' };

/** What every price in the book carries. Prices are illustrations with a date, not quotes. */
export interface Dated {
  readonly date: string;
  readonly source: string;
  readonly isAssumed: boolean;
}

export interface InstancePrice extends Dated {
  readonly usdPerHour: number;
  readonly idleWatts: number;
  readonly maximumWatts: number;
  readonly memoryGb: number;
}

export interface GatewayPrice extends Dated {
  readonly usdPerMillionRequests: number;
}

export interface LogPrice extends Dated {
  readonly usdPerShardHour: number;
  readonly usdPerMillionPutUnits: number;
  readonly putUnitBytes: number;
}

export interface FunctionPrice extends Dated {
  readonly usdPerMillionRequests: number;
  readonly usdPerGbSecond: number;
  readonly usdPerVcpuSecond: number;
  /** For all the time that instances are kept ready, and for their time with work; absent where no price is known. */
  readonly provisioned?: { readonly usdPerGbSecond: number; readonly usdPerActiveGbSecond: number };
}

export interface PriceBook {
  readonly instances: Readonly<Record<string, InstancePrice>>;
  readonly gateways: Readonly<Record<string, GatewayPrice>>;
  readonly logs: Readonly<Record<string, LogPrice>>;
  readonly functions: Readonly<Record<string, FunctionPrice>>;
  readonly carbon: {
    readonly memoryKilowattHoursPerGbHour: number;
    readonly powerUsageEffectiveness: number;
    readonly gramsPerKilowattHour: number;
    readonly date: string;
    readonly source: string;
  };
}

/** The dated list prices and energy constants that costs are computed from. */
export const priceBook: PriceBook = book;

/** Names that a compute component's `instance` may have. */
export const instanceNames: readonly string[] = Object.keys(book.instances);

/** Names that the `product` of functions may have. */
export const functionProducts: readonly string[] = Object.keys(book.functions);

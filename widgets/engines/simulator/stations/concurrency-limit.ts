/** The keys that say what of an account a function may use. */
export interface AccountShare {
  readonly place: string;
  readonly accountConcurrency: number;
  readonly reservedConcurrency?: number | undefined;
  readonly provisionedConcurrency: number;
}

/** How many instances may be at work on demand at the same time, and how many are. Functions without a reserve share one limit. */
export class ConcurrencyLimit {
  used = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isReached(): boolean {
    return this.used >= this.#limit;
  }
}

/** What a function with a reserve may use on demand: its reserve without its provisioned instances, whatever the others do. */
export function reservedLimit(share: AccountShare, reserved: number): number {
  return reserved - share.provisionedConcurrency;
}

/**
 * What the functions of one account (all at one place) may use together on demand: the account's limit without what is reserved or provisioned
 * (AWS Lambda developer guide, reserved concurrency: a cap and a guarantee).
 */
export function sharedLimit(shares: readonly AccountShare[]): number {
  const taken = shares.reduce((sum, share) => sum + (share.reservedConcurrency ?? share.provisionedConcurrency), 0);
  return shares[0]!.accountConcurrency - taken;
}

/** Which entry of a full cache makes room: always the one at the front of an order, which the policy keeps by saying what moves an entry to its end. */
export interface EvictionPolicy {
  /** The name in the file, for example `lru`. */
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  readonly source: string;
  /** Keys of a cache with this policy, what a form starts with. */
  readonly example: Readonly<Record<string, unknown>>;
  /** An entry that is read moves to the end. */
  readonly movesOnHit: boolean;
  /** An entry whose time to live starts anew moves to the end; one that is stored always does. */
  readonly movesOnRenewal: boolean;
  /** The order is that in which times to live end, as long as all are equally long. */
  readonly isOrderedByEnd: boolean;
  /** Of these keys a cache with this policy must have at least one, because nothing would leave it otherwise. */
  readonly needs: readonly string[];
}

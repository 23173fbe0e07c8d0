/** Everything the record takes from outside itself besides its store, so that tests can give it any clock and any randomness. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** IANA name of the time zone. */
  readonly zone: () => string;
  /** So many random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}

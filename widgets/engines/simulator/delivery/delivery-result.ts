/** What a router with a delivery, a shadow and a rolling update add to the result of a component, of what came after the warm-up. */
export interface DeliveryResult {
  /** Of a router with a delivery: the share of its requests that the new version got; null when none came. */
  readonly versionShare: number | null;
  /** Of a shadow: the share of its requests that were copied; null when none came. */
  readonly mirroredFraction: number | null;
  /**
   * Of a rolling update, warm-up or not: replicas ready at the same time, at the least, and from its start until all new replicas are ready (null where
   * it did not end within the run), both on average over the replications; replicas created at the same time, at the most.
   */
  readonly rollingUpdate: {
    readonly leastReady: number;
    readonly mostReplicas: number;
    readonly seconds: number | null;
  };
}

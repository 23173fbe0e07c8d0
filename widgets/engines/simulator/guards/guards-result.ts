/** What guards add to the result of a component; counts are of what came after the warm-up, over all replications. Null where there was none. */
export interface GuardsResult {
  /** Of a proxy with a breaker: how often it opened, calls it refused, and the share of the time in which it was not closed. */
  readonly breaker: { readonly openings: number; readonly refused: number; readonly notClosedFraction: number | null };
  /** Of a proxy with a throttle: calls that it held back, and their share of those that asked. */
  readonly throttle: { readonly heldBack: number; readonly heldBackFraction: number | null };
  /** Of a proxy with a limit: calls refused at once, most under way at once, calls that waited and for how long on average. */
  readonly limit: {
    readonly refused: number;
    readonly mostUnderWay: number;
    readonly waited: number;
    readonly meanWaitSeconds: number | null;
  };
  /** Of a load balancer with outlier detection: ejections, and replicas ejected on average over time. */
  readonly outlierDetection: { readonly ejections: number; readonly meanEjected: number | null };
  /** Of a gateway or model server that sheds: requests refused at their arrival, and those dropped when their turn came. */
  readonly shedding: { readonly refused: number; readonly dropped?: number };
  /** Of a gateway at whose limit requests wait: how many did, and for how long on average. */
  readonly rateLimit: { readonly waited: number; readonly meanWaitSeconds: number | null };
}

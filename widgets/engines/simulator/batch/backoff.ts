/** First delay and longest delay before failed work is tried again, in seconds (kubernetes/pkg/controller/job: DefaultJobPodFailureBackOff, MaxJobPodFailureBackOff). */
const FIRST_SECONDS = 10;
const LONGEST_SECONDS = 360;

/**
 * How long a Kubernetes Job starts no pod after a failure, the `failuresInARow`th since its last success: 10 s, doubled with every failure, at most
 * six minutes (kubernetes/pkg/controller/job/backoff_utils.go, getRemainingTimeForFailuresCount).
 */
export function backoffSeconds(failuresInARow: number): number {
  let seconds = failuresInARow > 0 ? FIRST_SECONDS : 0;
  for (let i = 1; i < failuresInARow && seconds < LONGEST_SECONDS; i++)
    seconds = Math.min(LONGEST_SECONDS, seconds * 2);
  return seconds;
}

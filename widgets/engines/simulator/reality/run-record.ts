/** What became of a request, as a number in a column. */
export const OUTCOME = { unanswered: 0, answered: 1, rejected: 2, failed: 3 } as const;

/** What was seen of a real run, by request and by batch. Times are in seconds from the start of the run, NaN where something did not happen. */
export class RunRecord {
  readonly arrivalSeconds: Float64Array;
  readonly answeredSeconds: Float64Array;
  readonly outcome: Uint8Array;
  /** How late each request was sent: the generator's fault, and part of its latency all the same. */
  readonly sentLateSeconds: Float64Array;
  /** By batch, in the order of their starts. */
  readonly batchStartedSeconds: number[] = [];
  readonly batchEndedSeconds: number[] = [];
  readonly batchSizes: number[] = [];
  /** Of each batch, what the model itself took, as its own thread saw it. */
  readonly modelSeconds: number[] = [];

  constructor(arrivalSeconds: Float64Array) {
    const { length } = arrivalSeconds;
    this.arrivalSeconds = arrivalSeconds;
    this.answeredSeconds = new Float64Array(length).fill(Number.NaN);
    this.outcome = new Uint8Array(length);
    this.sentLateSeconds = new Float64Array(length).fill(Number.NaN);
  }

  sent(request: number, now: number): void {
    this.sentLateSeconds[request] = now - this.arrivalSeconds[request]!;
  }

  answered(request: number, now: number): void {
    this.outcome[request] = OUTCOME.answered;
    this.answeredSeconds[request] = now;
  }

  turnedAway(request: number, outcome: number): void {
    this.outcome[request] = outcome;
  }

  batchStarted(now: number, size: number): void {
    this.batchStartedSeconds.push(now);
    this.batchSizes.push(size);
  }

  /** The batch that started last has ended: one server has one batch at a time. */
  batchEnded(now: number, modelSeconds: number): void {
    this.batchEndedSeconds.push(now);
    this.modelSeconds.push(modelSeconds);
  }
}

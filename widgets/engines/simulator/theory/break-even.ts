/** Hours in a month as clouds count them (AWS, Billing: 730). */
const HOURS_PER_MONTH = 730;

export interface BreakEven {
  readonly requestsPerMonth: number;
  readonly requestsPerSecond: number;
}

/** The rate of requests above which a machine by the hour is cheaper than paying by the request, if the machine can carry that rate. */
export function breakEvenRate(usdPerHour: number, usdPerRequest: number): BreakEven {
  const requestsPerMonth = (usdPerHour * HOURS_PER_MONTH) / usdPerRequest;
  return { requestsPerMonth, requestsPerSecond: requestsPerMonth / (HOURS_PER_MONTH * 3600) };
}

/** Price of one invocation of a function: its request and its gigabyte-seconds (AWS Lambda pricing). */
export function functionUsdPerRequest(
  price: { readonly usdPerMillionRequests: number; readonly usdPerGbSecond: number },
  memoryGb: number,
  seconds: number,
): number {
  return price.usdPerMillionRequests / 1e6 + memoryGb * seconds * price.usdPerGbSecond;
}

/** Share of the time that a machine must be wanted for its reservation, paid all the time at a discount, to be cheaper than on demand: 1 − discount. */
export function reservationBreakEvenShare(discount: number): number {
  return 1 - discount;
}

/** Cost of one prediction on a machine that could make `capacityPerSecond` and makes a share of them: 1/utilisation times its cost when always busy. */
export function usdPerPrediction(usdPerHour: number, capacityPerSecond: number, utilisation: number): number {
  return usdPerHour / 3600 / (capacityPerSecond * utilisation);
}

/** Machines of one kind by the hour. */
export interface MachineOffer {
  readonly usdPerHour: number;
  readonly capacityPerSecond: number;
}

/** What machines of this kind cost an hour for a rate of requests, when none is loaded more than `mostUtilisation`. */
export function fleetUsdPerHour(offer: MachineOffer, ratePerSecond: number, mostUtilisation = 1): number {
  const needed = Math.max(1, Math.ceil(ratePerSecond / (offer.capacityPerSecond * mostUtilisation) - 1e-9));
  return needed * offer.usdPerHour;
}

/** The share of its capacity that one accelerator must use to be cheaper than the processors that would do the same work: its price in processors, over its speed in processors. */
export function acceleratorBreakEvenUtilisation(processor: MachineOffer, accelerator: MachineOffer): number {
  const priceRatio = accelerator.usdPerHour / processor.usdPerHour;
  return (priceRatio * processor.capacityPerSecond) / accelerator.capacityPerSecond;
}

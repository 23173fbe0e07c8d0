/** Lets the browser do what waits: draw, and answer the learner. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

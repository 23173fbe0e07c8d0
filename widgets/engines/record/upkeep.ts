/**
 * Work on the whole record (comparing the copies, importing, erasing) is done by one tab at a time. Answers are stored without it: a transaction is all the order they need.
 * A browser without locks lets two tabs work at once; every step of theirs is a transaction, and repeating one changes nothing.
 */
export function upkeep<Result>(databaseName: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? (locks.request(`${databaseName}-upkeep`, work) as Promise<Result>) : work();
}

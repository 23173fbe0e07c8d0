/** For an event whose failed write needs no words of its own: the instrument's saving notice shows it and offers to try again. */
export const ignoreUnsaved = (): void => {};

/** The looks in which every state of an instrument is visited. */
export const looks = [
  { name: 'light at 1280 px', colorScheme: 'light', width: 1280, hasTouch: false },
  { name: 'dark at 1280 px', colorScheme: 'dark', width: 1280, hasTouch: false },
  { name: 'at 390 px by touch', colorScheme: 'light', width: 390, hasTouch: true },
  { name: 'at 320 px in forced colours', colorScheme: 'light', width: 320, hasTouch: true, forcedColors: 'active' },
] as const;

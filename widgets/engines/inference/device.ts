/** The part of `navigator` that is read; it exists in pages, workers and Node alike. */
export interface NavigatorLike {
  readonly hardwareConcurrency?: number | undefined;
  readonly platform?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly userAgentData?:
    | { readonly platform?: string; readonly brands?: readonly { readonly brand: string; readonly version: string }[] }
    | undefined;
}

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/android/i, 'Android'],
  [/iphone|ipad|ipod|\bios\b/i, 'iOS'],
  [/cros|chrome ?os/i, 'ChromeOS'],
  [/win/i, 'Windows'],
  [/mac/i, 'macOS'],
  [/linux|x11/i, 'Linux'],
];

/** System and number of cores, for example `Linux, 2 cores`: what a person would call the device, and nothing that identifies them. */
export function describeDevice(navigator: NavigatorLike): string {
  const told = [navigator.userAgentData?.platform, navigator.userAgent, navigator.platform];
  // `darwin` is tried before the list because it contains `win`.
  const system = told.flatMap((text) =>
    text && /darwin/i.test(text)
      ? ['macOS']
      : systems.filter(([pattern]) => text && pattern.test(text)).map(([, name]) => name),
  )[0];
  const cores = navigator.hardwareConcurrency;
  const coreText = cores ? `, ${cores} ${cores === 1 ? 'core' : 'cores'}` : '';
  return (system ?? 'An unknown system') + coreText;
}

const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bNode\.js\/(\d+)/, 'Node'],
  [/\bEdgA?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* .*Safari\//, 'Safari'],
];

/** Browser and major version, for example `Chromium 156`. */
export function describeBrowser(navigator: NavigatorLike): string {
  // A made-up brand such as "Not;A=Brand" stands in every list; "Chromium" is the engine under the others and counts only alone.
  const real = (navigator.userAgentData?.brands ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  const brand = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  if (brand) return `${brand.brand.replace(/^Google /, '').replace(/^HeadlessChrome$/, 'Chromium')} ${brand.version}`;
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(navigator.userAgent ?? '')?.[1];
    if (version) return `${name} ${version}`;
  }
  return 'an unknown browser';
}

/** A round trip that a person can name instead of measuring one. */
export interface LinkPreset {
  readonly name: string;
  readonly label: string;
  readonly roundTripSeconds: number;
  /** What sources give, where they differ. */
  readonly rangeSeconds: readonly [number, number];
  readonly source: string;
  /** True where no primary source was read. */
  readonly isAssumed: boolean;
}

/** Round trips by kind of network; a distance (`kilometres`) comes on top. */
export const linkPresets = [
  {
    name: 'sameZone',
    label: 'Within a zone',
    roundTripSeconds: 0.0005,
    rangeSeconds: [0.0005, 0.0005],
    source: 'Assumption.',
    isAssumed: true,
  },
  {
    name: 'crossZone',
    label: 'Between zones of a region',
    roundTripSeconds: 0.0015,
    rangeSeconds: [0.001, 0.002],
    source: 'Assumption: 1 to 2 ms.',
    isAssumed: true,
  },
  {
    name: 'fixedBroadband',
    label: 'Fixed broadband',
    roundTripSeconds: 0.014,
    rangeSeconds: [0.014, 0.014],
    source: 'Ookla, US fixed broadband, second quarter of 2021: median 14 ms.',
    isAssumed: false,
  },
  {
    name: 'mobile5g',
    label: 'Mobile, 5G',
    roundTripSeconds: 0.03,
    rangeSeconds: [0.03, 0.03],
    source: 'Assumption.',
    isAssumed: true,
  },
  {
    name: 'mobile4g',
    label: 'Mobile, 4G',
    roundTripSeconds: 0.045,
    rangeSeconds: [0.045, 0.045],
    source: 'Assumption.',
    isAssumed: true,
  },
  {
    name: 'leoSatellite',
    label: 'Satellite in low orbit',
    roundTripSeconds: 0.045,
    rangeSeconds: [0.026, 0.045],
    source:
      'Ookla, Starlink, 2021 and June 2025: median 45 ms to a test server; the operator claims 26 ms to the first hop.',
    isAssumed: false,
  },
  {
    name: 'geoSatellite',
    label: 'Geostationary satellite',
    roundTripSeconds: 0.677,
    rangeSeconds: [0.63, 0.724],
    source: 'Ookla, second quarter of 2021: Viasat 630 ms, HughesNet 724 ms; here the middle.',
    isAssumed: false,
  },
] as const satisfies readonly LinkPreset[];

/** Time of light in glass fibre, one way: index of refraction about 1.47. */
export const FIBRE_SECONDS_PER_KILOMETRE = 4.9e-6;

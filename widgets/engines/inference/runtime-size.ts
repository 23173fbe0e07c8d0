/**
 * Size of the inference runtime (`ort-wasm-simd-threaded.wasm` of the pinned version), in bytes: as it is, and as a host's gzip sends it.
 * To be shown before a download starts. A test holds it against the package.
 */
export const runtimeBytes = { raw: 14_239_897, compressed: 3_740_000 } as const;

const blockLength = 64;

/** The first 32 bits of the fractional parts of a root of the first primes, as FIPS 180-4 defines its constants. */
function rootBits(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return Uint32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32));
}

const roundConstants = rootBits(64, Math.cbrt);
const initialState = rootBits(8, Math.sqrt);

/**
 * Lower-case hexadecimal SHA-256. A page that is not served over https (a class's own server) has no `crypto.subtle`: it gets the same
 * answer from {@link sha256InPlain}, some ten times slower.
 */
export async function sha256(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle,
): Promise<string> {
  return subtle ? hexadecimal(new Uint8Array(await subtle.digest('SHA-256', bytes))) : sha256InPlain(bytes);
}

/** SHA-256 by FIPS 180-4, section 6.2. */
export function sha256InPlain(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / blockLength) * blockLength);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const state = initialState.slice();
  const schedule = new Uint32Array(64);
  for (let offset = 0; offset < padded.length; offset += blockLength) addBlock(state, schedule, view, offset);
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) digest.setUint32(4 * index, word);
  return hexadecimal(new Uint8Array(digest.buffer));
}

function addBlock(state: Uint32Array, schedule: Uint32Array, view: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(offset + 4 * t);
  for (let t = 16; t < 64; t++) {
    const near = schedule[t - 2]!;
    const far = schedule[t - 15]!;
    schedule[t] =
      (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)) +
      schedule[t - 7]! +
      (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)) +
      schedule[t - 16]!;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + roundConstants[t]! + schedule[t]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index]! += word;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

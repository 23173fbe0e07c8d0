/** 32 well-mixed bits of a whole number and a salt, as an unsigned number: the finaliser of MurmurHash3 (Appleby) over both. */
export function hash32(value: number, salt: number): number {
  let bits = Math.imul(value ^ Math.imul(salt, 0x9e3779b1), 0xcc9e2d51);
  bits ^= salt;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The place of a key in any table or ring. */
export function hashOfKey(key: number): number {
  return hash32(key, 0x5bd1e995);
}

/**
 * Hashes of the structures: seeded, 32 bits or 64 bits in two halves, no allocation.
 * Not cryptographic: a secret seed keeps an outsider from choosing keys that collide, nothing more.
 */

/** A seed nobody outside this process can guess. */
export function randomSeed(): number {
  return (Math.random() * 2 ** 32) | 0;
}

/**
 * A permutation of the 32-bit integers in which every input bit moves every output bit (the finaliser of MurmurHash3).
 * Hot: see bench/structure.bench.ts.
 */
export function mixInt(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85_eb_ca_6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}

/** 32 bits of a string's UTF-16 code units, two at a step. Hot: see bench/structure.bench.ts. */
export function hashString(text: string, seed: number): number {
  const { length } = text;
  let hash = seed ^ length;
  let index = 1;
  for (; index < length; index += 2) {
    hash = Math.imul(hash ^ (text.charCodeAt(index - 1) | (text.charCodeAt(index) << 16)), 0x9e_37_79_b1);
    hash ^= hash >>> 15;
  }
  if (index === length) hash = Math.imul(hash ^ text.charCodeAt(index - 1), 0x9e_37_79_b1);
  return mixInt(hash);
}

/** A 64-bit hash in two halves. One object is reused for every call, so that nothing is allocated. */
export class WideHash {
  high = 0;
  low = 0;
  readonly #seed: number;
  readonly #numbers: Float64Array = new Float64Array(1);
  readonly #halves: Int32Array = new Int32Array(this.#numbers.buffer);

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Hot: see bench/structure.bench.ts. */
  ofString(text: string): void {
    const { length } = text;
    let high = this.#seed ^ length;
    let low = this.#seed ^ 0x5b_d1_e9_95;
    let index = 1;
    for (; index < length; index += 2) {
      const pair = text.charCodeAt(index - 1) | (text.charCodeAt(index) << 16);
      high = Math.imul(high ^ pair, 0x9e_37_79_b1);
      low = Math.imul(low ^ pair, 0x5f_35_64_95);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    if (index === length) {
      const last = text.charCodeAt(index - 1);
      high = Math.imul(high ^ last, 0x9e_37_79_b1);
      low = Math.imul(low ^ last, 0x5f_35_64_95);
    }
    this.#finish(high, low);
  }

  /** Equal numbers have equal hashes: −0 counts as 0. */
  ofNumber(value: number): void {
    this.#numbers[0] = value + 0;
    const [first = 0, second = 0] = this.#halves;
    const high = Math.imul(this.#seed ^ first, 0x9e_37_79_b1);
    this.#finish(high ^ (high >>> 15) ^ second, Math.imul(this.#seed ^ second, 0x5f_35_64_95) ^ first);
  }

  ofBytes(bytes: Uint8Array): void {
    let high = this.#seed ^ bytes.length;
    let low = this.#seed ^ 0x27_d4_eb_2f;
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] as number;
      high = Math.imul(high ^ byte, 0x9e_37_79_b1);
      low = Math.imul(low ^ byte, 0x5f_35_64_95);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    this.#finish(high, low);
  }

  #finish(high: number, low: number): void {
    this.high = mixInt(high ^ (low >>> 16));
    this.low = mixInt(Math.imul(low, 0x2c_1b_3c_6d) + high);
  }
}

/** Seeded arrays that look like what people pack; equal in every process. */
export interface Dataset {
  readonly name: string;
  readonly array: Uint16Array | Float32Array | BigInt64Array | Uint32Array;
}

const bytes = 8 << 20;

export function datasets(): readonly Dataset[] {
  return [
    { name: 'image (uint16)', array: image() },
    { name: 'sensor (float32)', array: sensor() },
    { name: 'timestamps (int64)', array: timestamps() },
  ];
}

/** A smooth 2048 × 2048 picture of 12 bits with the noise of a sensor. */
export function image(): Uint16Array {
  const random = mulberry32(1);
  const width = 2048;
  return Uint16Array.from({ length: bytes / 2 }, (_, index) => {
    const x = index % width;
    const y = Math.floor(index / width);
    return 2000 + 900 * Math.sin(x / 190) + 700 * Math.cos(y / 140) + 300 * Math.sin((x + y) / 37) + gaussian(random) * 12;
  });
}

/** A temperature that drifts through its days, read to a hundredth. */
export function sensor(): Float32Array {
  const random = mulberry32(2);
  let drift = 20;
  return Float32Array.from({ length: bytes / 4 }, (_, index) => {
    drift += gaussian(random) * 0.02;
    return Math.round((drift + 3 * Math.sin(index / 5000)) * 100) / 100;
  });
}

/** Microseconds since 1970 of events that come about every millisecond. */
export function timestamps(): BigInt64Array {
  const random = mulberry32(3);
  let now = 1_760_000_000_000_000n;
  return BigInt64Array.from({ length: bytes / 8 }, () => (now += BigInt(1000 + Math.floor(random() * 64))));
}

export function noise(): Uint32Array {
  const random = mulberry32(4);
  return Uint32Array.from({ length: bytes / 4 }, () => random() * 2 ** 32);
}

/** Uniform in [0, 1) from a 32-bit state (Tommy Ettinger, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal by Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

import { high16, high32, high64, high8, low16, low32, low64, low8 } from './lanes';
import { PLANES } from './layout';

/**
 * Byte shuffle: byte `k` of each of `count` elements of `width` bytes goes to plane `k`; plane `k` begins at `target + k * count`.
 * Hot: one call a block; see bench/codec.bench.ts.
 */
export function shuffle(source: usize, target: usize, count: u32, width: u32): void {
  let done: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    done = count & ~15;
    if (width == 2) shuffle2(source, target, count, done);
    else if (width == 4) shuffle4(source, target, count, done);
    else shuffle8(source, target, count, done);
  }
  for (let plane: u32 = 0; plane < width; plane++) {
    let from = source + done * width + plane;
    const start = target + plane * count;
    const end = start + count;
    for (let to = start + done; to < end; to++) {
      store<u8>(to, load<u8>(from));
      from += width;
    }
  }
}

/** The reverse of `shuffle`; the planes begin at the pointers in `PLANES`, wherever they are. */
export function unshuffle(target: usize, count: u32, width: u32): void {
  let done: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    done = count & ~15;
    if (width == 2) unshuffle2(target, done);
    else if (width == 4) unshuffle4(target, done);
    else unshuffle8(target, done);
  }
  for (let plane: u32 = 0; plane < width; plane++) {
    const start = planeAt(plane);
    const end = start + count;
    let to = target + done * width + plane;
    for (let from = start + done; from < end; from++) {
      store<u8>(to, load<u8>(from));
      to += width;
    }
  }
}

// @ts-ignore: decorator
@inline
export function planeAt(plane: u32): usize {
  return load<usize>(PLANES + (<usize>plane << 2));
}

// @ts-ignore: decorator
@inline
export function setPlane(plane: u32, at: usize): void {
  store<usize>(PLANES + (<usize>plane << 2), at);
}

function shuffle2(source: usize, target: usize, count: u32, done: u32): void {
  const end = target + done;
  const mask = i16x8.splat(0x00ff);
  while (target < end) {
    const a = v128.load(source);
    const b = v128.load(source, 16);
    v128.store(target, i8x16.narrow_i16x8_u(v128.and(a, mask), v128.and(b, mask)));
    v128.store(target + count, i8x16.narrow_i16x8_u(i16x8.shr_u(a, 8), i16x8.shr_u(b, 8)));
    source += 32;
    target += 16;
  }
}

/** Four 32-bit lanes, each holding one byte plane of four elements. */
// @ts-ignore: decorator
@inline
function gather4(at: usize, offset: usize): v128 {
  const a = v128.load(at + offset);
  return i8x16.shuffle(a, a, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
}

function shuffle4(source: usize, target: usize, count: u32, done: u32): void {
  const end = target + done;
  while (target < end) {
    const a = gather4(source, 0);
    const b = gather4(source, 16);
    const c = gather4(source, 32);
    const d = gather4(source, 48);
    const low1 = low32(a, b);
    const low2 = low32(c, d);
    const high1 = high32(a, b);
    const high2 = high32(c, d);
    v128.store(target, low64(low1, low2));
    v128.store(target + count, high64(low1, low2));
    v128.store(target + (count << 1), low64(high1, high2));
    v128.store(target + count * 3, high64(high1, high2));
    source += 64;
    target += 16;
  }
}

/** Eight 16-bit lanes, each holding one byte plane of two elements. */
// @ts-ignore: decorator
@inline
function gather8(at: usize, offset: usize): v128 {
  const a = v128.load(at + offset);
  return i8x16.shuffle(a, a, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
}

function shuffle8(source: usize, target: usize, count: u32, done: u32): void {
  const end = target + done;
  while (target < end) {
    const a = gather8(source, 0);
    const b = gather8(source, 16);
    const c = gather8(source, 32);
    const d = gather8(source, 48);
    const e = gather8(source, 64);
    const f = gather8(source, 80);
    const g = gather8(source, 96);
    const h = gather8(source, 112);
    // Planes 0–3 in the low halves, 4–7 in the high ones.
    const ab = low16(a, b);
    const cd = low16(c, d);
    const ef = low16(e, f);
    const gh = low16(g, h);
    const abcd = low32(ab, cd);
    const efgh = low32(ef, gh);
    v128.store(target, low64(abcd, efgh));
    v128.store(target + count, high64(abcd, efgh));
    const abcd2 = high32(ab, cd);
    const efgh2 = high32(ef, gh);
    v128.store(target + count * 2, low64(abcd2, efgh2));
    v128.store(target + count * 3, high64(abcd2, efgh2));
    const ab4 = high16(a, b);
    const cd4 = high16(c, d);
    const ef4 = high16(e, f);
    const gh4 = high16(g, h);
    const abcd4 = low32(ab4, cd4);
    const efgh4 = low32(ef4, gh4);
    v128.store(target + count * 4, low64(abcd4, efgh4));
    v128.store(target + count * 5, high64(abcd4, efgh4));
    const abcd6 = high32(ab4, cd4);
    const efgh6 = high32(ef4, gh4);
    v128.store(target + count * 6, low64(abcd6, efgh6));
    v128.store(target + count * 7, high64(abcd6, efgh6));
    source += 128;
    target += 16;
  }
}

function unshuffle2(target: usize, done: u32): void {
  const first = planeAt(0);
  const second = planeAt(1);
  for (let i: usize = 0; i < done; i += 16) {
    const a = v128.load(first + i);
    const b = v128.load(second + i);
    v128.store(target, low8(a, b));
    v128.store(target, high8(a, b), 16);
    target += 32;
  }
}

function unshuffle4(target: usize, done: u32): void {
  const p0 = planeAt(0);
  const p1 = planeAt(1);
  const p2 = planeAt(2);
  const p3 = planeAt(3);
  for (let i: usize = 0; i < done; i += 16) {
    const a = v128.load(p0 + i);
    const b = v128.load(p1 + i);
    const c = v128.load(p2 + i);
    const d = v128.load(p3 + i);
    const ab = low8(a, b);
    const cd = low8(c, d);
    const ab2 = high8(a, b);
    const cd2 = high8(c, d);
    v128.store(target, low16(ab, cd));
    v128.store(target, high16(ab, cd), 16);
    v128.store(target, low16(ab2, cd2), 32);
    v128.store(target, high16(ab2, cd2), 48);
    target += 64;
  }
}

function unshuffle8(target: usize, done: u32): void {
  const p0 = planeAt(0);
  const p1 = planeAt(1);
  const p2 = planeAt(2);
  const p3 = planeAt(3);
  const p4 = planeAt(4);
  const p5 = planeAt(5);
  const p6 = planeAt(6);
  const p7 = planeAt(7);
  for (let i: usize = 0; i < done; i += 16) {
    const a = v128.load(p0 + i);
    const b = v128.load(p1 + i);
    const c = v128.load(p2 + i);
    const d = v128.load(p3 + i);
    const e = v128.load(p4 + i);
    const f = v128.load(p5 + i);
    const g = v128.load(p6 + i);
    const h = v128.load(p7 + i);
    const ab = low8(a, b);
    const cd = low8(c, d);
    const ef = low8(e, f);
    const gh = low8(g, h);
    const abcd = low16(ab, cd);
    const efgh = low16(ef, gh);
    v128.store(target, low32(abcd, efgh));
    v128.store(target, high32(abcd, efgh), 16);
    const abcd2 = high16(ab, cd);
    const efgh2 = high16(ef, gh);
    v128.store(target, low32(abcd2, efgh2), 32);
    v128.store(target, high32(abcd2, efgh2), 48);
    const ab8 = high8(a, b);
    const cd8 = high8(c, d);
    const ef8 = high8(e, f);
    const gh8 = high8(g, h);
    const abcd8 = low16(ab8, cd8);
    const efgh8 = low16(ef8, gh8);
    v128.store(target, low32(abcd8, efgh8), 64);
    v128.store(target, high32(abcd8, efgh8), 80);
    const abcd12 = high16(ab8, cd8);
    const efgh12 = high16(ef8, gh8);
    v128.store(target, low32(abcd12, efgh12), 96);
    v128.store(target, high32(abcd12, efgh12), 112);
    target += 128;
  }
}

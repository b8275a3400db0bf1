import { convert, F32 } from './convert';

// Rows of an image as f32: read in place when they are that, else converted into a ring that holds as many rows as a window has.

/** How pixels beyond the edge are made, as the host numbers it. */
export const REFLECT: u32 = 0;
export const REPLICATE: u32 = 1;
export const ZERO: u32 = 2;

let type: u32 = 0;
let image: usize = 0;
let imageStride: usize = 0;
let imageWidth: u32 = 0;
let imageHeight: i32 = 0;
let edge: u32 = 0;
let ring: usize = 0;
let ringRows: i32 = 0;
/** First row of the image that is not in the ring yet. */
let nextRow: i32 = 0;

/** Bytes of a row of f32 in scratch memory. */
// @ts-ignore: decorator
@inline
export function rowBytes(width: u32): usize {
  return (<usize>(width + 15) & ~15) << 2;
}

/** Begins at row `from` of an image; returns the address behind what it takes of the scratch memory: a row of zeros and the ring. */
export function openRows(
  rowType: u32, source: usize, stride: usize, width: u32, height: i32, border: u32, reach: i32, from: i32, scratch: usize,
): usize {
  type = rowType;
  image = source;
  imageStride = stride;
  imageWidth = width;
  imageHeight = height;
  edge = border;
  const bytes = rowBytes(width);
  memory.fill(scratch, 0, bytes);
  ring = scratch + bytes;
  ringRows = 2 * reach + 1;
  nextRow = max(0, from - reach);
  return rowType == F32 ? ring : ring + bytes * <usize>ringRows;
}

/** Makes rows up to `last` ready; what was `2 * reach + 1` rows before is given up. */
export function readRows(last: i32): void {
  if (type == F32) return;
  const bytes = rowBytes(imageWidth);
  for (const end = min(last + 1, imageHeight); nextRow < end; nextRow++) {
    convert(type, F32, image + imageStride * <usize>nextRow, ring + bytes * <usize>(nextRow % ringRows), imageWidth, 1, 0);
  }
}

/** Address of row `y`, which may lie beyond the edge. */
export function rowAt(y: i32): usize {
  const inside = indexWithin(y, imageHeight, edge);
  if (inside < 0) return ring - rowBytes(imageWidth);
  return type == F32 ? image + imageStride * <usize>inside : ring + rowBytes(imageWidth) * <usize>(inside % ringRows);
}

/** Which pixel of `count` stands for the one at `index`; −1 for a zero. */
export function indexWithin(index: i32, count: i32, border: u32): i32 {
  if (<u32>index < <u32>count) return index;
  if (border == ZERO) return -1;
  if (border == REPLICATE || count == 1) return index < 0 ? 0 : count - 1;
  // Reflection about the outermost pixel, which is not repeated.
  const period = 2 * (count - 1);
  const place = ((index % period) + period) % period;
  return place < count ? place : period - place;
}

/** Fills `reach` pixels on both sides of a row of `width` f32. */
export function padRow(row: usize, width: i32, reach: i32, border: u32): void {
  for (let step = 1; step <= reach; step++) {
    padPixel(row, -step, width, border);
    padPixel(row, width - 1 + step, width, border);
  }
}

function padPixel(row: usize, index: i32, width: i32, border: u32): void {
  const from = indexWithin(index, width, border);
  store<f32>(row + (<usize>index << 2), from < 0 ? 0 : load<f32>(row + (<usize>from << 2)));
}

import { load2 } from './load';
import { sumInF64 } from './sum';
import { addLanes64, addVectors64 } from './tree';

const LANES: u32 = 16;
/** Elements that are read twice while they are in the nearest cache. */
const PIECE: u32 = 2048;

/** Writes count, mean and sum of squared deviations, three f64. Pieces are joined as in Chan, Golub and LeVeque, 1979. */
export function meanVarOf<T>(a: usize, count: u32, result: usize): void {
  let known: f64 = 0;
  let mean: f64 = 0;
  let squares: f64 = 0;
  while (count != 0) {
    const length = min(count, PIECE);
    const pieceMean = sumInF64<T>(a, length) / <f64>length;
    const difference = pieceMean - mean;
    const total = known + <f64>length;
    squares += deviations<T>(a, length, pieceMean) + difference * difference * (known * <f64>length) / total;
    mean += difference * <f64>length / total;
    known = total;
    a += length * sizeof<T>();
    count -= length;
  }
  store<f64>(result, known);
  store<f64>(result, mean, 8);
  store<f64>(result, squares, 16);
}

/** Sum of squared differences from `mean`. */
function deviations<T>(a: usize, count: u32, mean: f64): f64 {
  const end = a + (count & ~(LANES - 1)) * sizeof<T>();
  let total: f64 = 0;
  if (ASC_FEATURE_SIMD) {
    const means = f64x2.splat(mean);
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (; a < end; a += LANES * sizeof<T>()) {
      s0 = f64x2.add(s0, squared<T>(a, means));
      s1 = f64x2.add(s1, squared<T>(a + 2 * sizeof<T>(), means));
      s2 = f64x2.add(s2, squared<T>(a + 4 * sizeof<T>(), means));
      s3 = f64x2.add(s3, squared<T>(a + 6 * sizeof<T>(), means));
      s4 = f64x2.add(s4, squared<T>(a + 8 * sizeof<T>(), means));
      s5 = f64x2.add(s5, squared<T>(a + 10 * sizeof<T>(), means));
      s6 = f64x2.add(s6, squared<T>(a + 12 * sizeof<T>(), means));
      s7 = f64x2.add(s7, squared<T>(a + 14 * sizeof<T>(), means));
    }
    total = addVectors64(s0, s1, s2, s3, s4, s5, s6, s7);
  } else {
    total = addLanes64(
      lane<T>(a, end, mean, 0), lane<T>(a, end, mean, 1), lane<T>(a, end, mean, 2), lane<T>(a, end, mean, 3),
      lane<T>(a, end, mean, 4), lane<T>(a, end, mean, 5), lane<T>(a, end, mean, 6), lane<T>(a, end, mean, 7),
      lane<T>(a, end, mean, 8), lane<T>(a, end, mean, 9), lane<T>(a, end, mean, 10), lane<T>(a, end, mean, 11),
      lane<T>(a, end, mean, 12), lane<T>(a, end, mean, 13), lane<T>(a, end, mean, 14), lane<T>(a, end, mean, 15),
    );
    a = end;
  }
  for (let left = count & (LANES - 1); left != 0; left--) {
    const difference = <f64>load<T>(a) - mean;
    total += difference * difference;
    a += sizeof<T>();
  }
  return total;
}

// @ts-ignore: decorator
@inline
function squared<T>(address: usize, means: v128): v128 {
  const difference = f64x2.sub(load2<T>(address), means);
  return f64x2.mul(difference, difference);
}

function lane<T>(a: usize, end: usize, mean: f64, lane: usize): f64 {
  let sum: f64 = 0;
  for (a += lane * sizeof<T>(); a < end; a += LANES * sizeof<T>()) {
    const difference = <f64>load<T>(a) - mean;
    sum += difference * difference;
  }
  return sum;
}

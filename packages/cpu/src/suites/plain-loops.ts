// The loops that a careful programmer writes in plain JavaScript: what the kernels are measured against.

export function sumF32(a: Float32Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += a[index] as number;
  return total;
}

/** A function of its own: one that has seen both types runs slower on each. */
export function sumF64(a: Float64Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += a[index] as number;
  return total;
}

export function dot(a: Float32Array, b: Float32Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += (a[index] as number) * (b[index] as number);
  return total;
}

export function axpy(alpha: number, x: Float32Array, y: Float32Array): void {
  for (let index = 0; index < y.length; index++) y[index] = (y[index] as number) + alpha * (x[index] as number);
}

export function minMax(a: Float32Array): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

export function meanVar(a: Float32Array): { mean: number; variance: number } {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += a[index] as number;
  const mean = total / a.length;
  let squares = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] as number) - mean;
    squares += difference * difference;
  }
  return { mean, variance: squares / a.length };
}

export function histogramU8(a: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

export function histogramF32(a: Float32Array, bins: number, low: number, high: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const scale = bins / (high - low);
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    if (!(value >= low && value <= high)) continue;
    let bin = ((value - low) * scale) | 0;
    if (bin === bins) bin = bins - 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** Without a branch: a comparison that is mispredicted half of the time costs four times as much. */
export function thresholdU8(a: Uint8Array, at: number, out: Uint8Array): void {
  for (let index = 0; index < a.length; index++) out[index] = -Number((a[index] as number) > at);
}

export function convertU8F32(a: Uint8Array, scale: number, offset: number, out: Float32Array): void {
  for (let index = 0; index < a.length; index++) out[index] = (a[index] as number) * scale + offset;
}

/** 3 × 3 weights, the taps written out, edges replicated. */
export function convolve3(a: Float32Array, width: number, height: number, k: ArrayLike<number>, out: Float32Array): void {
  const [k0, k1, k2, k3, k4, k5, k6, k7, k8] = Array.from(k) as [number, number, number, number, number, number, number, number, number];
  for (let y = 0; y < height; y++) {
    const here = y * width;
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const left = x === 0 ? 0 : x - 1;
      const right = x === width - 1 ? x : x + 1;
      out[here + x] =
        k0 * (a[above + left] as number) +
        k1 * (a[above + x] as number) +
        k2 * (a[above + right] as number) +
        k3 * (a[here + left] as number) +
        k4 * (a[here + x] as number) +
        k5 * (a[here + right] as number) +
        k6 * (a[below + left] as number) +
        k7 * (a[below + x] as number) +
        k8 * (a[below + right] as number);
    }
  }
}

/** Five symmetric weights, columns into a line and then along it, the taps written out, edges replicated. */
export function gaussian5(a: Float32Array, width: number, height: number, weights: ArrayLike<number>, out: Float32Array): void {
  const [w0, w1, w2] = Array.from(weights) as [number, number, number];
  const line = new Float32Array(width + 4);
  for (let y = 0; y < height; y++) {
    const here = y * width;
    const [up2, up1] = [Math.max(0, y - 2) * width, Math.max(0, y - 1) * width];
    const [down1, down2] = [Math.min(height - 1, y + 1) * width, Math.min(height - 1, y + 2) * width];
    for (let x = 0; x < width; x++) {
      line[x + 2] =
        w0 * (a[here + x] as number) +
        w1 * ((a[up1 + x] as number) + (a[down1 + x] as number)) +
        w2 * ((a[up2 + x] as number) + (a[down2 + x] as number));
    }
    line[0] = line[1] = line[2] as number;
    line[width + 2] = line[width + 3] = line[width + 1] as number;
    for (let x = 0; x < width; x++)
      out[here + x] =
        w0 * (line[x + 2] as number) +
        w1 * ((line[x + 1] as number) + (line[x + 3] as number)) +
        w2 * ((line[x] as number) + (line[x + 4] as number));
  }
}

/** Any symmetric weights in two passes over the image, one loop over the taps, edges replicated by clamping every index. */
export function gaussianNaive(a: Float32Array, width: number, height: number, weights: ArrayLike<number>, out: Float32Array): void {
  const radius = weights.length - 1;
  const between = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let total = 0;
      for (let tap = -radius; tap <= radius; tap++) {
        total += (weights[Math.abs(tap)] as number) * (a[y * width + Math.min(width - 1, Math.max(0, x + tap))] as number);
      }
      between[y * width + x] = total;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let total = 0;
      for (let tap = -radius; tap <= radius; tap++) {
        total += (weights[Math.abs(tap)] as number) * (between[Math.min(height - 1, Math.max(0, y + tap)) * width + x] as number);
      }
      out[y * width + x] = total;
    }
  }
}

/** Mean of a square by running sums, down the columns and along the rows, edges replicated. */
export function box(a: Float32Array, width: number, height: number, radius: number, out: Float32Array): void {
  const side = 2 * radius + 1;
  const share = 1 / (side * side);
  const columns = new Float64Array(width);
  for (let tap = -radius; tap <= radius; tap++) {
    const row = Math.min(height - 1, Math.max(0, tap)) * width;
    for (let x = 0; x < width; x++) columns[x] = (columns[x] as number) + (a[row + x] as number);
  }
  for (let y = 0; y < height; y++) {
    let total = 0;
    for (let tap = -radius; tap <= radius; tap++) total += columns[Math.min(width - 1, Math.max(0, tap))] as number;
    const here = y * width;
    for (let x = 0; x < width; x++) {
      out[here + x] = total * share;
      total += (columns[Math.min(width - 1, x + radius + 1)] as number) - (columns[Math.max(0, x - radius)] as number);
    }
    const enters = Math.min(height - 1, y + radius + 1) * width;
    const leaves = Math.max(0, y - radius) * width;
    for (let x = 0; x < width; x++) columns[x] = (columns[x] as number) + (a[enters + x] as number) - (a[leaves + x] as number);
  }
}

/** Pixels of a 16-bit camera frame: a smooth scene, vignetting and 12 bits of noise from the sensor. */
export function cameraFrame(pixels: number, random: () => number): Uint16Array {
  const width = Math.ceil(Math.sqrt(pixels));
  return Uint16Array.from({ length: pixels }, (_, index) => {
    const x = (index % width) / width - 0.5;
    const y = Math.floor(index / width) / width - 0.5;
    const scene = 1800 + 900 * Math.sin(x * 9) * Math.cos(y * 7);
    return Math.round(scene * (1 - 0.6 * (x * x + y * y)) + (random() + random() - 1) * 24);
  });
}

/** A sensor that drifts: readings with two decimals, as 32-bit floats. */
export function sensorReadings(count: number, random: () => number): Float32Array {
  let level = 21;
  return Float32Array.from({ length: count }, () => {
    level += (random() - 0.5) * 0.08;
    return Math.round(level * 100) / 100;
  });
}

/** Milliseconds since 1970 of events that come about every 40 ms. */
export function eventTimes(count: number, random: () => number): Float64Array {
  let time = 1_767_225_600_000;
  return Float64Array.from({ length: count }, () => {
    time += 20 + Math.floor(random() * 40);
    return time;
  });
}

/** Records of a log as JSON lines: `bytes` of them, cut at the end. */
export function logText(bytes: number, random: () => number): Uint8Array {
  const paths = ['/tiles', '/frames', '/health', '/search', '/export'];
  const lines: string[] = [];
  for (let length = 0; length < bytes; length += lines.at(-1)!.length + 1) {
    const record = {
      id: Math.floor(random() * 1e9),
      path: paths[Math.floor(random() * paths.length)],
      ms: Math.round(random() * 900) / 10,
      status: random() < 0.97 ? 200 : 503,
    };
    lines.push(JSON.stringify(record));
  }
  return new Uint8Array(Buffer.from(lines.join('\n')).subarray(0, bytes));
}

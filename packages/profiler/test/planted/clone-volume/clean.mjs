const frame = { width: 640, height: 480, pixels: new Uint8Array(640 * 480 * 3) };

function brightness() {
  let sum = 0;
  for (let i = 0; i < frame.pixels.length; i++) sum += frame.pixels[i] + (i % 3);
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum += brightness();
process.stdout.write(`${sum > 0} ${structuredClone({ a: 1 }).a}\n`);

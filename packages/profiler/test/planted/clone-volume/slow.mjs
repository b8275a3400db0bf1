const frame = {
  width: 640,
  height: 480,
  pixels: new Uint8Array(640 * 480 * 3),
  tags: Array.from({ length: 2000 }, (_, index) => ({ index })),
};

function snapshot() {
  return structuredClone(frame); // <- slow
}

let bytes = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) bytes += snapshot().pixels.length;
process.stdout.write(`${bytes > 0}\n`);

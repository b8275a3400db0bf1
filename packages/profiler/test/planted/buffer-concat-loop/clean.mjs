const chunk = Buffer.alloc(4096, 'x');

function collect(count) {
  const body = Buffer.alloc(count * chunk.length);
  for (let i = 0; i < count; i++) body.set(chunk, i * chunk.length);
  let sum = 0;
  for (let i = 0; i < body.length; i += 16) sum += body[i];
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum += collect(250);
process.stdout.write(`${sum > 0}\n`);

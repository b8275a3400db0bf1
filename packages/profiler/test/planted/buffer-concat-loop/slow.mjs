const chunk = Buffer.alloc(4096, 'x');

function collect(count) {
  let body = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    body = Buffer.concat([body, chunk]); // <- slow
  }
  return body;
}

let bytes = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) bytes += collect(250).length;
process.stdout.write(`${bytes > 0}\n`);

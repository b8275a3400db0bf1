import { gzipSync } from 'node:zlib';

const page = '<li class="row">a row of the page</li>\n'.repeat(3000);
const packed = gzipSync(page);

function respond(id) {
  return packed.length + String(id).length;
}

let bytes = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) bytes += respond(bytes);
process.stdout.write(`${bytes > 0}\n`);

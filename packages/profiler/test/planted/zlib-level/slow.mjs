import { constants, brotliCompressSync } from 'node:zlib';

const page = Array.from({ length: 900 }, (_, index) => `<li id="${index}">item ${(index * 7919) % 1000}</li>`).join('');

function respond() {
  return brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }); // <- slow
}

let bytes = 0;
for (const untilMs = performance.now() + 800; performance.now() < untilMs;) bytes += respond().length;
process.stdout.write(`${bytes > 0}\n`);

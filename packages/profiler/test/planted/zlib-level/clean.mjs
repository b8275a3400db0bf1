import { constants, brotliCompressSync } from 'node:zlib';

const page = Array.from({ length: 900 }, (_, index) => `<li id="${index}">item ${(index * 7919) % 1000}</li>`).join('');
const packed = brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });

function respond() {
  let sum = 0;
  for (let i = 0; i < page.length; i++) sum += page.charCodeAt(i);
  return sum + packed.length;
}

let bytes = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) bytes += respond();
process.stdout.write(`${bytes > 0}\n`);

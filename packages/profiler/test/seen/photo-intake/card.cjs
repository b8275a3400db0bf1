'use strict';
const { mkdir, writeFile } = require('node:fs/promises');
const { join } = require('node:path');

function photo(number, length) {
  const bytes = Buffer.alloc(length);
  bytes.write('PHOT', 'latin1');
  bytes.writeUInt32BE(1_750_000_000 + number * 40_000, 4);
  bytes.writeUInt32BE(number, 8);
  let seed = number + 1;
  for (let at = 12; at < length; at += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = seed >>> 24;
    bytes[at + 1] = seed >>> 16;
  }
  return bytes;
}

/** Puts photos on a card; every twentieth is there twice. */
exports.fillCard = async function fillCard(folder, { photos, bytes }) {
  await mkdir(folder, { recursive: true });
  const files = [];
  for (let first = 0; first < photos; first += 10) {
    const numbers = Array.from({ length: Math.min(10, photos - first) }, (_, n) => first + n);
    await Promise.all(
      numbers.map(async (number) => {
        const file = join(folder, `img-${number}.raw`);
        files.push(file);
        await writeFile(file, photo(number % 20 === 19 ? number - 1 : number, bytes));
      }),
    );
  }
  return files;
};

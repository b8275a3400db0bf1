// A fixed amount of work of the kind that the first argument names, so that a change shows in its time.
import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';

const file = new URL(import.meta.url);
const works = {
  reads() {
    let length = 0;
    for (let round = 0; round < 15_000; round++) length += readFileSync(file, 'utf8').length;
    return length;
  },
  expressions() {
    let matches = 0;
    for (let round = 0; round < 12; round++) matches += /^(\w+\s?)*$/.test(`${'word '.repeat(6)}!`) ? 1 : 0;
    return matches;
  },
  hashes() {
    let sum = 0;
    for (let round = 0; round < 3000; round++) sum += createHash('sha256').update(`key ${round}`).digest()[0];
    return `${sum} ${createHash('md5').update('a').update('b', 'utf8').digest('hex')}`;
  },
  pieces() {
    const piece = Buffer.alloc(64 * 1024, 1);
    let last = '';
    for (let round = 0; round < 20; round++) {
      const hash = createHash('sha1');
      for (let count = 0; count < 300; count++) hash.update(piece);
      last = hash.digest('hex');
    }
    return last;
  },
  lines() {
    for (let round = 0; round < 200; round++) process.stdout.write(`${'line '.repeat(200)}${round}\n`);
    return 'end';
  },
  async lookups() {
    let length = 0;
    for (let round = 0; round < 12_000; round++) length += (await lookup('localhost')).address.length;
    return length > 0;
  },
  logs() {
    for (let round = 0; round < 120_000; round++) console.log(`line ${round}`);
    return 'end';
  },
  lies() {
    return process.env._NSI_WHAT_IF === '' ? 'plain' : 'changed';
  },
};
process.stdout.write(`${await works[process.argv[2]]()}\n`);

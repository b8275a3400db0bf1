import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

const uploads = new Map();
const body = Buffer.alloc(4 * 1024 * 1024);

function describe(id, body) {
  const blocks = [];
  for (let at = 0; at < body.length; at += 16_384) {
    blocks.push({ upload: id, at, first: body[at], last: body[at + 16_383], label: `block ${at} of ${id}` });
  }
  return blocks;
}

async function receive(id) {
  body.fill(id & 255);
  const digest = createHash('md5').update(body.subarray(0, 1_048_576)).digest('hex');
  uploads.set(id, { digest, blocks: describe(id, body) });
  if (uploads.size > 3) uploads.delete(uploads.keys().next().value);
  await turn();
  return digest;
}

let received = 0;
for (let id = 0; id < 150; id++) received += (await receive(id)).length;
process.stdout.write(`${received} ${uploads.size}\n`);

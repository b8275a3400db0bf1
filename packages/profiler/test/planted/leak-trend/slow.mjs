import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

const uploads = new Map();

function describe(id, body) {
  const blocks = [];
  for (let at = 0; at < body.length; at += 4096) {
    blocks.push({ upload: id, at, first: body[at], last: body[at + 4095], label: `block ${at} of ${id}` });
  }
  return blocks;
}

async function receive(id) {
  const body = Buffer.alloc(8 * 1024 * 1024);
  const digest = createHash('md5').update(body.subarray(0, 65_536)).digest('hex');
  uploads.set(id, { digest, blocks: describe(id, body) }); // <- slow
  await turn();
  return digest;
}

let received = 0;
for (let id = 0; id < 220; id++) received += (await receive(id)).length;
process.stdout.write(`${received} ${uploads.size}\n`);

import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(tmpdir(), `nsi-planted-writes-${process.pid}.log`);
const log = openSync(file, 'w');
let lines = 0;

function note(id) {
  for (let i = 0; i < 200; i++) lines += Math.sqrt(i * id) > 9 ? 1 : 0;
  if (id % 20_000 === 0) writeSync(log, `${lines} lines of jobs\n`.repeat(1000));
}

let id = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) note(id++);
closeSync(log);
unlinkSync(file);
process.stdout.write(`${id > 0}\n`);

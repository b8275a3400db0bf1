import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(tmpdir(), `nsi-planted-writes-${process.pid}.log`);
const log = openSync(file, 'w');

function note(id) {
  writeSync(log, `job ${id} done\n`); // <- slow
}

let id = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) note(id++);
closeSync(log);
unlinkSync(file);
process.stdout.write(`${id > 0}\n`);

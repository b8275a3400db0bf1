/**
 * Writes for ever until it is killed: replaces one file, appends to one log, and tells on standard output what was promised, a line each, by
 * calls that are done when they return. Arguments: folder, number of the first content; without any it ends at once.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createAppendLog } from '../../src/append-log/append-log.ts';
import { writeAtomic } from '../../src/write/write-atomic.ts';
import { wholeContent } from './whole-content.ts';

const [given, first = '0'] = process.argv.slice(2);
// Compiled code is kept when a process ends by itself, which none of the others does.
if (given === undefined) process.exit();
const folder = given;
const tell = (line: string): void => void writeSync(1, `${line}\n`);

const log = await createAppendLog(join(folder, 'log'));
let record = Number(first);
let content = Number(first);
tell('ready');
await Promise.all([...Array.from({ length: 4 }, append), replace()]);

async function append(): Promise<void> {
  for (;;) {
    const own = record++;
    tell(`append ${own}`);
    await log.append(String(own).padEnd(10 + ((own * 7919) % 3000), '.'));
    tell(`appended ${own}`);
  }
}

async function replace(): Promise<void> {
  for (;;) {
    const own = content++;
    tell(`replace ${own}`);
    await writeAtomic(join(folder, 'target'), wholeContent(own));
    tell(`replaced ${own}`);
  }
}

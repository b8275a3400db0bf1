/**
 * Loaded into an observed program before its own code (`--require`): counts what the program does through `node:fs` and keeps it in a file of
 * its own. Uses nothing but Node.js, never prints, never throws into the program, and keeps no event loop alive.
 */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import { observeFs } from './observe-fs.ts';
import { observePromises } from './observe-promises.ts';
import { createRecord } from './record.ts';
import { quietly } from './wrap.ts';

const saveEveryMs = 500;
const folder = process.env['_NSI_TRACE_FOLDER'];
if (folder !== undefined) quietly(() => collect(folder));

function collect(into: string): void {
  // Those of Node.js: what is done here is not the program's.
  const [open, write, close, rename] = [openSync, writeSync, closeSync, renameSync];
  const record = createRecord(nameOfProgram());
  const file = join(into, `${process.pid}-${threadId}.json`);
  let hasStarted = false;
  setImmediate(() => {
    hasStarted = true;
  }).unref();
  const timer = setInterval(save, saveEveryMs).unref();
  process.on('exit', save);
  observeFs({ record, hasStarted: () => hasStarted });
  observePromises({ record });
  syncBuiltinESMExports();
  save();

  /** In one step, so that a program that is killed leaves what was saved last. */
  function save(): void {
    try {
      const bytes = Buffer.from(JSON.stringify(record));
      const saved = open(`${file}.new`, 'w', 0o600);
      for (let written = 0; written < bytes.length;) written += write(saved, bytes, written);
      close(saved);
      rename(`${file}.new`, file);
    } catch {
      // The observer is gone, or its disk is full: the program goes on without it.
      clearInterval(timer);
    }
  }
}

function nameOfProgram(): string {
  const script = process.argv[1] ?? process.argv0;
  return `${isMainThread ? '' : `thread ${threadId} of `}${script}`.slice(-200);
}

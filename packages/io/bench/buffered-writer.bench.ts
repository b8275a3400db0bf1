/**
 * 200,000 lines of a log written by each of five ways, by turns in one process, files compared: wall and CPU time.
 * `node --conditions=@nsi/source bench/buffered-writer.bench.ts [folder]`
 */
import { closeSync, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sonicBoom from 'sonic-boom';
import { compareClocks, line, machine } from '@nsi/workbench/bench';
import { createBufferedWriter } from '../src/write/buffered-writer.ts';

const { SonicBoom } = sonicBoom;
const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'nsi-bench-'));
const count = 200_000;
const lines = Array.from(
  { length: count },
  (_, index) => `{"level":30,"time":${1_700_000_000_000 + index},"msg":"request ${index} completed","status":200}\n`,
);
const path = (name: string): string => join(folder, name);

const ways: Readonly<Record<string, () => Promise<void>>> = {
  async ours() {
    const writer = await createBufferedWriter(path('ours'));
    for (const text of lines) {
      const room = writer.write(text);
      if (room !== true) await room;
    }
    await writer.close();
  },
  async stream() {
    const stream = createWriteStream(path('stream'));
    for (const text of lines) if (!stream.write(text)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
  },
  async writeSync() {
    const file = openSync(path('writeSync'), 'w');
    for (const text of lines) writeSync(file, text);
    closeSync(file);
  },
  'sonic-boom': () => throughSonic('sonic-boom', { sync: false }),
  'sonic-boom-4k': () => throughSonic('sonic-boom-4k', { sync: false, minLength: 4096 }),
  'sonic-boom-sync': () => throughSonic('sonic-boom-sync', { sync: true }),
};

async function throughSonic(name: string, options: { sync: boolean; minLength?: number }): Promise<void> {
  const sonic = new SonicBoom({ dest: path(name), append: false, ...options });
  await new Promise<void>((resolve) => sonic.once('ready', resolve));
  for (const text of lines) if (!sonic.write(text)) await new Promise<void>((resolve) => sonic.once('drain', resolve));
  const closed = new Promise<void>((resolve) => sonic.once('close', resolve));
  sonic.end();
  await closed;
}

console.log(`${machine()}\n${count.toLocaleString('en-US')} lines of about ${(lines[0] as string).length} bytes`);
try {
  const expected = lines.join('');
  const rows = [
    { peer: 'stream', what: 'createWriteStream and drain', wallBar: 2, cpuBar: undefined },
    { peer: 'writeSync', what: 'writeSync', wallBar: 8, cpuBar: undefined },
    { peer: 'sonic-boom', what: 'sonic-boom, its defaults', wallBar: undefined, cpuBar: 8 },
    { peer: 'sonic-boom-4k', what: 'sonic-boom, minLength 4096', wallBar: undefined, cpuBar: undefined },
    { peer: 'sonic-boom-sync', what: 'sonic-boom, sync', wallBar: undefined, cpuBar: 8 },
  ] as const;
  for (const { peer, what, wallBar, cpuBar } of rows) {
    const result = await compareClocks(
      { ours: ways['ours'] as () => Promise<void>, peer: ways[peer] as () => Promise<void> },
      { rounds: 11 },
    );
    for (const name of ['ours', peer]) if (readFileSync(path(name), 'utf8') !== expected) throw new Error(`${name} wrote something else`);
    console.log(line(`  against ${what}, wall`, result.wall, wallBar));
    console.log(line(`  against ${what}, CPU`, result.cpu, cpuBar));
  }
} finally {
  rmSync(folder, { recursive: true });
}

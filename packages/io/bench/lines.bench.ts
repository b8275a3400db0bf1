import { createReadStream, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compareClocks, line, machine, type Run } from '@nsi/workbench/bench';
import { lines } from '../src/stream/lines.ts';
import { ndjson } from '../src/stream/ndjson.ts';

const targetBytes = 67e6;
/** Bytes of user agent and headers in each event. */
const paddings = [0, 300];
using folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-bench-lines-'));
const path = join(folder.path, 'events.ndjson');
function writeEvents(padding: number): number {
  const records: string[] = [];
  for (let bytes = 0, id = 0; bytes < targetBytes; id++) {
    const record = JSON.stringify({
      id,
      at: 1_700_000_000_000 + id * 37,
      user: `user-${id % 5000}`,
      path: `/api/orders/${id * 7}`,
      status: id % 50 === 0 ? 500 : 200,
      ms: id % 900,
      agent: 'Mozilla/5.0 (X11; Linux x86_64)',
      ...(padding > 0 ? { headers: 'accept: text/html; '.repeat(padding / 19) } : {}),
    });
    records.push(record);
    bytes += record.length + 1;
  }
  writeFileSync(path, `${records.join('\n')}\n`);
  return records.length;
}

/** Number and length of the lines. */
const readline: Run = async () => {
  let [count, length] = [0, 0];
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    count += 1;
    length += text.length;
  }
  return [count, length];
};
const readlineEvents: Run = async () => {
  let [count, length] = [0, 0];
  const { promise, resolve } = Promise.withResolvers<void>();
  createInterface({ input: createReadStream(path), crlfDelay: Infinity })
    .on('line', (text: string) => {
      count += 1;
      length += text.length;
    })
    .on('close', resolve);
  await promise;
  return [count, length];
};
const each: Run = async () => {
  let length = 0;
  const count = await lines(path).each((text) => void (length += text.length));
  return [count, length];
};
const batches: Run = async () => {
  let [count, length] = [0, 0];
  for await (const batch of lines(path).batches()) {
    count += batch.length;
    for (const text of batch) length += text.length;
  }
  return [count, length];
};
const iterated: Run = async () => {
  let [count, length] = [0, 0];
  for await (const text of lines(path)) {
    count += 1;
    length += text.length;
  }
  return [count, length];
};
const eachBytes: Run = async () => {
  let length = 0;
  const count = await lines(path).eachBytes((_, start, end) => void (length += end - start));
  return [count, length];
};

console.log(machine());
for (const padding of paddings) {
  const lineCount = writeEvents(padding);
  console.log(`${lineCount} lines of NDJSON, ${(targetBytes / 1e6).toFixed(0)} MB, ${Math.round(targetBytes / lineCount)} bytes each, hot`);
  for (const [name, run, bar, rounds] of [
    ['batches()', batches, 2, 7],
    ['each()', each, 2, 7],
    ['for await', iterated, undefined, 5],
    ['eachBytes()', eachBytes, 6, 21],
  ] as const) {
    const loop = await compareClocks({ ours: run, peer: readline }, { rounds, warmups: 2 });
    console.log(line(`${name}, readline for await, wall`, loop.wall, bar));
    console.log(line('  CPU of all threads', loop.cpu, bar));
    const events = await compareClocks({ ours: run, peer: readlineEvents }, { rounds, warmups: 1 });
    console.log(line(`${name}, readline 'line' events, wall`, events.wall, bar));
    console.log(line('  CPU of all threads', events.cpu));
  }

  const parsed: Run = async () => {
    let sum = 0;
    await ndjson<{ readonly ms: number }>(path).each(({ ms }) => void (sum += ms));
    return sum;
  };
  const parsedPeer: Run = async () => {
    let sum = 0;
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
      sum += (JSON.parse(text) as { readonly ms: number }).ms;
    return sum;
  };
  const values = await compareClocks({ ours: parsed, peer: parsedPeer }, { rounds: 5, warmups: 1 });
  console.log(line('ndjson().each, readline and JSON.parse, wall', values.wall));
}

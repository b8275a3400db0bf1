// Right answer: clean
// Reads an access log as a stream, sums it up by hour and by path, and keeps a packed copy of what failed.
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { linesOf } from './lines.mjs';
import { parseEntry } from './entry.mjs';
import { Report } from './report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'access-report-'));
const log = join(folder, 'access.log');
const packed = join(folder, 'failed.gz');

function* entries(blocks) {
  const paths = ['/', '/login', '/articles', '/articles/7', '/basket', '/images/logo.svg'];
  for (let block = 0; block < blocks; block++) {
    const lines = [];
    for (let n = 0; n < 500; n++) {
      const moment = new Date(1_760_000_000_000 + (block * 500 + n) * 400).toISOString();
      const status = n % 23 === 0 ? 500 : n % 11 === 0 ? 404 : 200;
      lines.push(`10.0.${n % 8}.${n % 250} ${moment} "GET ${paths[(n * 7 + block) % 6]}" ${status} ${(n * 131) % 40_000}`);
    }
    yield `${lines.join('\n')}\n`;
  }
}

async function* failedOnly(lines, report) {
  let block = [];
  for await (const line of lines) {
    const entry = parseEntry(line);
    if (entry === undefined) continue;
    report.add(entry);
    if (entry.status < 500) continue;
    block.push(line, '\n');
    if (block.length < 2_000) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

try {
  await pipeline(Readable.from(entries(2_800)), createWriteStream(log));
  const report = new Report();
  await pipeline(
    failedOnly(linesOf(createReadStream(log, { encoding: 'utf8', highWaterMark: 256 << 10 })), report),
    createGzip(),
    createWriteStream(packed),
  );
  const magic = readFileSync(packed).readUInt16BE(0).toString(16);
  console.log(report.toString(), magic, statSync(packed).size > 1_000);
} finally {
  rmSync(folder, { recursive: true });
}

// Right answer: clean
// Digests an access log into a report of paths, visitors and hours.
import { mkdtemp, rm, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLog } from './access-log.ts';
import { digest } from './digest.ts';
import { report } from './report.ts';

const folder = await mkdtemp(join(tmpdir(), 'traffic-'));
const path = join(folder, 'access.log');
const file = await open(path, 'w');
for (const block of accessLog(96, 22_000)) await file.write(block);
await file.close();

const { settings } = JSON.parse('{"settings":{"top":12,"ignored":["/health","/favicon.ico"]}}') as {
  settings: { top: number; ignored: string[] };
};
console.log(report(await digest(path, settings.ignored), settings.top).length, 'characters of report');
await rm(folder, { recursive: true });

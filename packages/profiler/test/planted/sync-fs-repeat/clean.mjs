import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(tmpdir(), `nsi-planted-settings-${process.pid}.json`);
writeFileSync(file, JSON.stringify({ limit: 10, names: Array.from({ length: 40 }, (_, index) => `name${index}`) }));
const text = readFileSync(file, 'utf8');

function limitOf(user) {
  let sum = user;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i) % 3;
  return sum;
}

let sum = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) for (let user = 0; user < 50; user++) sum += limitOf(user);
process.stdout.write(`${sum > 0}\n`);

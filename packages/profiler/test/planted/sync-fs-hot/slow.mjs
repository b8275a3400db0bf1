import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('knex/package.json'));
const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(?:js|ts|md|stub)$/.test(name));

function linesOf(name) {
  const text = readFileSync(join(folder, name), 'latin1'); // <- slow
  let lines = 0;
  for (const character of text) if (character === '\n') lines++;
  return lines;
}

let lines = 0;
for (let round = 0; round < 8; round++) for (const name of files) lines += linesOf(name);
process.stdout.write(`${lines > 0}\n`);

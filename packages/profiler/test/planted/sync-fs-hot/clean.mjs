import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('knex/package.json'));
const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:js|ts|md|stub)$/.test(name));

async function linesOf(name) {
  const text = await readFile(join(folder, name), 'latin1');
  let lines = 0;
  for (const character of text) if (character === '\n') lines++;
  return lines;
}

const left = Array.from({ length: 8 }, () => files).flat();

async function count() {
  let lines = 0;
  for (let name = left.pop(); name !== undefined; name = left.pop()) lines += await linesOf(name);
  return lines;
}

const lines = await Promise.all([count(), count(), count()]);
process.stdout.write(`${lines.every((length) => length > 0)}\n`);

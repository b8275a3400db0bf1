// Right answer: clean
// Counts status codes in an access log, a line at a time.
const { createReadStream, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

const pattern = /^(\S+) - - \[([^\]]+)\] "([A-Z]+) ([^ "]+) [^"]*" (\d{3}) (\d+)$/;

async function statistics(file) {
  const codes = new Map();
  let bytes = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const match = pattern.exec(line);
    if (match === null) continue;
    codes.set(match[5], (codes.get(match[5]) ?? 0) + 1);
    bytes += Number(match[6]);
  }
  return { codes, bytes };
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'access-'));
  const file = join(folder, 'access.log');
  const lines = Array.from(
    { length: 200_000 },
    (_, n) => `10.0.0.${n % 250} - - [01/Jan/2026:00:00:${n % 60}] "GET /item/${n} HTTP/1.1" ${n % 9 ? 200 : 404} ${n % 5000}`,
  );
  writeFileSync(file, lines.join('\n'));
  const { codes, bytes } = await statistics(file);
  rmSync(folder, { recursive: true });
  console.log([...codes], bytes);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

// Right answer: console-hot
// Sorts a day's parcels to their chutes in a process of its own, which keeps a journal.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { waves } = JSON.parse(process.env.SORTER ?? '{"waves":14}');

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sorter-'));
  const journal = fs.openSync(path.join(folder, 'journal.txt'), 'a');
  const sorter = fork(path.join(__dirname, 'sorter.cjs'), { stdio: ['ignore', journal, journal, 'ipc'] });
  const chutes = new Map();
  for (let wave = 0; wave < waves; wave++) {
    sorter.send({ wave, parcels: 45_000 });
    const [{ tally }] = await once(sorter, 'message');
    for (const [chute, count] of tally) chutes.set(chute, (chutes.get(chute) ?? 0) + count);
  }
  sorter.disconnect();
  await once(sorter, 'exit');
  fs.closeSync(journal);
  fs.rmSync(folder, { recursive: true });
  console.log(
    [...chutes.values()].reduce((sum, count) => sum + count, 0),
    'parcels to',
    chutes.size,
    'chutes',
  );
}

main();

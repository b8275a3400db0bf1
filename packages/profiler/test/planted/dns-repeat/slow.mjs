import { lookup } from 'node:dns/promises';

async function addressOf(host) {
  const { address } = await lookup(host); // <- slow
  return address;
}

let sum = 0;
for (let request = 0; request < 60; request++) sum += (await addressOf('localhost')).length;
for (const untilMs = performance.now() + 300; performance.now() < untilMs;) sum += Math.sqrt(sum) > 0 ? 1 : 0;
process.stdout.write(`${sum > 0}\n`);

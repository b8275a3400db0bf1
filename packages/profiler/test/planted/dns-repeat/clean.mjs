import { lookup } from 'node:dns/promises';

const { address } = await lookup('localhost');
let sum = address.length;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum += Math.sqrt(sum) > 0 ? 1 : 0;
process.stdout.write(`${sum > 0}\n`);

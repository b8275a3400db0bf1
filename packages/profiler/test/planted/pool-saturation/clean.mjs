import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

let count = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs; count++)
  await derive(`secret ${count}`, 'salt', 20_000, 32, 'sha512');
process.stdout.write(`${count > 0}\n`);

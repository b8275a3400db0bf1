import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const users = new Map();
const derive = promisify(pbkdf2);

async function register(name, password) {
  users.set(name, await derive(password, randomBytes(16), 3000, 32, 'sha256'));
}

let count = 0;
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) {
  await Promise.all([register(`user${count++ % 10}`, 'correct horse'), register(`user${count++ % 10}`, 'battery staple')]);
}
process.stdout.write(`${users.size > 0}\n`);

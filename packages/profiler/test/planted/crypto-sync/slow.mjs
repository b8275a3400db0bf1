import { pbkdf2Sync, randomBytes } from 'node:crypto';

const users = new Map();

function register(name, password) {
  const salt = randomBytes(16);
  users.set(name, pbkdf2Sync(password, salt, 3000, 32, 'sha256')); // <- slow
}

let count = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) register(`user${count++ % 10}`, 'correct horse');
process.stdout.write(`${users.size}\n`);

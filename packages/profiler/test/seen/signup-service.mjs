// Right answer: clean
// Stores passwords as scrypt hashes, on the thread pool, two users at a time.
import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
const users = new Map();

async function signUp(name, password) {
  const salt = randomBytes(16);
  const key = await derive(password, salt, 32, { N: 4096 });
  users.set(name, `${salt.toString('hex')}:${key.toString('hex')}`);
}

for (let id = 0; id < 30; id += 2) await Promise.all([signUp(`user-${id}`, 'a'), signUp(`user-${id + 1}`, 'b')]);
console.log(users.size);

import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

async function register(name) {
  for (let round = 0; round < 8; round++) {
    await derive(name, `salt ${round}`, 15_000, 32, 'sha512'); // <- slow
  }
}

await Promise.all(Array.from({ length: 40 }, (_, id) => register(`user ${id}`)));
process.stdout.write('true\n');

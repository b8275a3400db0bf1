import { promisify } from 'node:util';
import { scrypt, timingSafeEqual } from 'node:crypto';

const derive = promisify(scrypt);
const strength = { N: 2 ** 14, r: 8, p: 1 };

/** What is kept of a visitor's code. */
export const stored = (name) => ({ salt: Buffer.from(name.padEnd(16, '-')), key: undefined });

export async function matches(code, record) {
  const key = await derive(code.normalize('NFKC'), record.salt, 32, strength); // <- slow
  record.key ??= key;
  return timingSafeEqual(key, record.key);
}

// A fixed amount of work with a fault, and the same mended by hand. Arguments: what, as-is or mended.
import { createHash, hash, pbkdf2 } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const [, , what, how] = process.argv;
const isMended = how === 'mended';
const file = new URL(import.meta.url);

const cases = {
  reads() {
    const text = isMended ? readFileSync(file, 'utf8') : '';
    let length = 0;
    for (let round = 0; round < 50_000; round++) length += (isMended ? text : readFileSync(file, 'utf8')).length;
    return length;
  },
  changingReads() {
    // Every read is of new content: keeping it cannot help.
    const folder = mkdtempSync(join(tmpdir(), 'what-if-case-'));
    const path = join(folder, 'a');
    let sum = 0;
    for (let round = 0; round < 4000; round++) {
      writeFileSync(path, `${round} `.repeat(20 + (round % 2)));
      sum += readFileSync(path, 'utf8').length;
    }
    rmSync(folder, { recursive: true });
    return sum;
  },
  expressions() {
    const expression = isMended ? /^(?:\w+\s)*\w*$/ : /^(\w+\s?)*$/;
    let matches = 0;
    for (let round = 0; round < 60; round++) matches += expression.test(`${'word '.repeat(6)}!`) ? 1 : 0;
    return matches;
  },
  errors() {
    let missing = 0;
    const parse = (value) => {
      if (Number.isNaN(value)) throw new RangeError('not a number');
      return value;
    };
    for (let round = 0; round < 150_000; round++) {
      if (isMended) missing += Number.isNaN(Number.NaN) ? 1 : 0;
      else {
        try {
          parse(Number.NaN);
        } catch {
          missing++;
        }
      }
    }
    return missing;
  },
  hashes() {
    let sum = 0;
    for (let round = 0; round < 150_000; round++) {
      const key = `tenant:${round}`;
      sum += (isMended ? hash('sha256', key) : createHash('sha256').update(key).digest('hex')).charCodeAt(0);
    }
    return sum;
  },
  pieces() {
    const piece = Buffer.alloc(64 * 1024, 1);
    let last = '';
    for (let round = 0; round < 20; round++) {
      const pieces = Array.from({ length: 300 }, () => piece);
      if (isMended) last = hash('sha1', Buffer.concat(pieces.map((one) => Buffer.from(one))));
      else {
        const whole = createHash('sha1');
        for (const one of pieces) whole.update(one);
        last = whole.digest('hex');
      }
    }
    return last;
  },
  async connections() {
    const server = createServer((_, response) => response.end('a')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const agent = new Agent({ keepAlive: isMended });
    const { port } = server.address();
    let count = 0;
    for (let round = 0; round < 1500; round++) {
      await new Promise((resolve, reject) => {
        get({ host: '127.0.0.1', port, agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
      });
      count++;
    }
    agent.destroy();
    server.close();
    return count;
  },
  async pool() {
    if (isMended) process.env.UV_THREADPOOL_SIZE = '16';
    const derive = promisify(pbkdf2);
    await Promise.all(Array.from({ length: 32 }, (_, id) => derive('name', `salt ${id}`, 20_000, 32, 'sha512')));
    return 'done';
  },
  survivors() {
    let kept = [];
    let sum = 0;
    for (let round = 0; round < 60; round++) {
      const rows = Array.from({ length: 30_000 }, (_, id) => ({ id, tags: [id, round] }));
      kept.push(rows);
      if (kept.length > 4) kept = kept.slice(1);
      sum += rows.length;
    }
    return sum;
  },
  logs() {
    let text = '';
    for (let round = 0; round < 120_000; round++) {
      if (!isMended) console.log(`line ${round}`);
      else text += `line ${round}\n`;
    }
    if (isMended) process.stdout.write(text);
    return 'end';
  },
  async lookups() {
    const first = isMended ? await lookup('localhost') : undefined;
    let length = 0;
    for (let round = 0; round < 5000; round++) length += (first ?? (await lookup('localhost'))).address.length;
    return length > 0;
  },
  async compiling() {
    if (isMended) enableCompileCache(join(tmpdir(), 'what-if-case-compiled'));
    const { default: typescript } = await import('typescript');
    return typescript.version;
  },
};
process.stdout.write(`${await cases[what]()}\n`);

/**
 * Loaded into a program that is run to try a change (`--require`): makes the change that `_NSI_WHAT_IF` names, and tells the CPU time of
 * every process of the program in the file `_NSI_WHAT_IF_CPU`. Uses nothing but Node.js and never prints.
 */
import type { BinaryToTextEncoding } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

const write = appendFileSync;
const gatheredLength = 64 * 1024;
const cpuFile = process.env['_NSI_WHAT_IF_CPU'];

const changes: Readonly<Record<string, () => void>> = {
  'memoise-read-file'() {
    const fs = process.getBuiltinModule('node:fs');
    const read = fs.readFileSync as (path: unknown, options?: unknown) => string | Buffer;
    const { statSync } = fs;
    const kept = new Map<string, { readonly content: string | Buffer; readonly stamp: string }>();
    const once = (path: unknown, options?: unknown): string | Buffer => {
      if (typeof path !== 'string' && !(path instanceof URL)) return read(path, options);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (!stats?.isFile()) return read(path, options);
      const key = `${String(path)} ${typeof options === 'string' ? options : JSON.stringify(options)}`;
      const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ino}`;
      let known = kept.get(key);
      if (known?.stamp !== stamp) kept.set(key, (known = { content: read(path, options), stamp }));
      // Shared, as the cure shares it: a program that changes it says something else then, and that is seen.
      return known.content;
    };
    (fs as { readFileSync: unknown }).readFileSync = once;
  },
  'linear-regular-expressions'() {
    setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  },
  'no-stack-traces'() {
    Error.stackTraceLimit = 0;
  },
  'one-shot-hash'() {
    const crypto = process.getBuiltinModule('node:crypto');
    const { createHash, hash } = crypto;
    (crypto as { createHash: unknown }).createHash = (algorithm: string, options?: object) => {
      if (options) return createHash(algorithm, options);
      const parts: Parameters<typeof hash>[1][] = [];
      const oneShot = {
        update(part: Parameters<typeof hash>[1], encoding?: BufferEncoding) {
          parts.push(encoding && typeof part === 'string' ? Buffer.from(part, encoding) : part);
          return oneShot;
        },
        digest(encoding?: BinaryToTextEncoding) {
          const [first = ''] = parts;
          const whole = parts.length === 1 ? first : Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
          return hash(algorithm, whole, encoding ?? 'buffer');
        },
      };
      return oneShot;
    };
  },
  'keep-alive'() {
    for (const name of ['node:http', 'node:https'] as const) {
      const library = process.getBuiltinModule(name);
      const agent = new library.Agent({ keepAlive: true });
      const { Agent } = library;
      library.globalAgent = agent as never;
      // An agent that closes each connection, and none at all, become one that keeps them.
      const { addRequest } = Agent.prototype as unknown as { addRequest(this: { keepAlive?: boolean }, ...rest: unknown[]): unknown };
      (Agent.prototype as unknown as { addRequest: unknown }).addRequest = function (
        this: { keepAlive?: boolean; options?: { keepAlive?: boolean } },
        ...rest: unknown[]
      ) {
        this.keepAlive = true;
        if (this.options) this.options.keepAlive = true;
        return addRequest.apply(this, rest);
      };
    }
  },
  'buffered-stdout'() {
    // What a worker prints goes through its parent, and would be lost at its end.
    if (!isMainThread) return;
    const { stdout } = process;
    const print = stdout.write.bind(stdout) as (chunk: unknown, encoding?: unknown) => boolean;
    let text = '';
    let waiting: (() => void)[] = [];
    const told = (): void => {
      const all = waiting;
      waiting = [];
      for (const written of all) written();
    };
    const flush = (): void => {
      const gathered = text;
      text = '';
      if (gathered !== '') print(gathered);
    };
    (stdout as { write: unknown }).write = (chunk: unknown, ...rest: unknown[]) => {
      const encoding = typeof rest[0] === 'string' ? rest[0] : 'utf8';
      if (typeof chunk === 'string' && /^utf-?8$/i.test(encoding)) text += chunk;
      else {
        flush();
        print(chunk, encoding);
      }
      if (text.length >= gatheredLength) flush();
      const written = rest.find((part) => typeof part === 'function') as (() => void) | undefined;
      // One tick for all that was printed in a turn.
      if (written && waiting.push(written) === 1) process.nextTick(told);
      return true;
    };
    // Before the end what does not fit into the pipe can still wait for its reader.
    process.on('beforeExit', flush).on('exit', flush);
  },
  'memoise-lookup'() {
    const dns = process.getBuiltinModule('node:dns');
    const lookup = dns.lookup as (...parts: unknown[]) => void;
    const promised = dns.promises.lookup as (...parts: unknown[]) => Promise<unknown>;
    const kept = new Map<string, unknown[]>();
    const keptPromises = new Map<string, Promise<unknown>>();
    (dns.promises as { lookup: unknown }).lookup = (...parts: unknown[]) => {
      const key = JSON.stringify(parts);
      const known = keptPromises.get(key) ?? promised(...parts);
      keptPromises.set(key, known);
      known.catch(() => keptPromises.delete(key));
      return known;
    };
    (dns as { lookup: unknown }).lookup = (host: string, ...rest: unknown[]) => {
      const callback = rest.pop() as (...results: unknown[]) => void;
      const key = `${host} ${JSON.stringify(rest)}`;
      const known = kept.get(key);
      if (known) process.nextTick(callback, ...known);
      else {
        lookup(host, ...rest, (...results: unknown[]) => {
          if (!results[0]) kept.set(key, results);
          callback(...results);
        });
      }
    };
  },
};

try {
  changes[process.env['_NSI_WHAT_IF'] ?? '']?.();
  syncBuiltinESMExports();
} catch {
  // Not in this version of Node.js: the run shows no difference.
}
if (cpuFile !== undefined) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    try {
      write(cpuFile, `${user + system}\n`);
    } catch {
      // Who asked is gone.
    }
  });
}

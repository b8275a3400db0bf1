import { syncBuiltinESMExports } from 'node:module';
import { MessagePort, Worker } from 'node:worker_threads';
import { countCalls, type CallCounters, type Counting } from './call-counters.ts';
import { addSize } from './sizes.ts';
import type { Waits } from './waits.ts';

// The objects themselves: what is put into a namespace of an import reaches nobody.
const [crypto, dns, fs, zlib] = [
  process.getBuiltinModule('node:crypto'),
  process.getBuiltinModule('node:dns'),
  process.getBuiltinModule('node:fs'),
  process.getBuiltinModule('node:zlib'),
];

/** Counts the calls of Node.js that rules ask about. Returns what takes everything back. */
export function countKnownCalls(counters: CallCounters, waits: Waits): () => void {
  const undo: (() => void)[] = [];
  const count = (owner: object, label: string, name: string, how: Counting): void => {
    undo.push(countCalls(owner, name, counters.of(`${label}.${name}`), how));
  };
  const waited = (kind: string, peerOf: (args: readonly unknown[]) => string): Counting['waited'] => {
    return (ms, args) => waits.add(`${kind} ${peerOf(args)}`, ms);
  };

  const path = { key: pathOf };
  for (const name of Object.keys(fs)) {
    const isSync = name.endsWith('Sync');
    const weigh = (args: readonly unknown[], result: unknown): number => bytesOf(result) || bytesOf(args[1]);
    if (isSync) count(fs, 'fs', name, { ...path, weigh });
    else if (`${name}Sync` in fs) {
      const wait = waited('file', () => `fs.${name}`);
      count(fs, 'fs', name, { ...path, weigh, ...(wait && { waited: wait }) });
    }
  }
  for (const name of Object.keys(fs.promises)) count(fs.promises, 'fs.promises', name, path);
  for (const [label, owner, keyOf] of [
    ['zlib', zlib, () => ({ key: levelOf })],
    ['crypto', crypto, algorithmOf],
  ] as const) {
    for (const name of Object.keys(owner)) {
      if (!/Sync$|^create(?:G|D|I|B|U|Z|Ha|Hm)|^hash$/.test(name) && !(`${name}Sync` in owner)) continue;
      const wait = waited('pool', () => `${label}.${name}`);
      const weigh = (args: readonly unknown[], result: unknown): number => {
        const made = label === 'zlib' ? bytesOf(result) : 0;
        if (made > 0) {
          const results = counters.of(`zlibResult.${name}`);
          results.count++;
          addSize(results, made);
        }
        return bytesOf(args[0]);
      };
      count(owner, label, name, { ...keyOf(name), weigh, ...(wait && { waited: wait }) });
    }
  }
  count(crypto.Hash.prototype, 'crypto.Hash', 'update', { weigh: (args) => bytesOf(args[0]) });
  const lookup = waited('lookup', (args) => String(args[0]));
  for (const name of Object.keys(dns))
    if (/^(?:lookup|resolve)/.test(name)) count(dns, 'dns', name, { key: first, ...(lookup && { waited: lookup }) });
  for (const name of ['lookup', 'resolve']) count(dns.promises, 'dns.promises', name, { key: first });
  // A console of the program's own takes its methods from the prototype when it is made.
  for (const owner of [console, process.getBuiltinModule('node:console').Console.prototype])
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) count(owner, 'console', name, { weigh: (args) => bytesOf(args[0]) });
  count(Buffer, 'Buffer', 'concat', { weigh: (_, joined) => bytesOf(joined) });
  count(globalThis, 'global', 'structuredClone', { weigh: (args) => cloneBytes(args[0]) });
  for (const owner of [MessagePort, Worker]) count(owner.prototype, owner.name, 'postMessage', { weigh: (args) => cloneBytes(args[0]) });

  syncBuiltinESMExports();
  return () => {
    for (const restore of undo) restore();
    syncBuiltinESMExports();
  };
}

function first(value: unknown): unknown {
  return value;
}

/** A path however it is given: as text, as a URL, as bytes. A descriptor is none. */
function pathOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()
    : (value as { readonly href?: unknown }).href;
}

function levelOf(bytes: unknown, given: unknown): string {
  const options = [bytes, given].find((one) => typeof one === 'object' && one !== null && !ArrayBuffer.isView(one)) as
    | { readonly level?: number; readonly params?: Readonly<Record<number, number>> }
    | undefined;
  return `level ${options?.level ?? options?.params?.[zlib.constants.BROTLI_PARAM_QUALITY] ?? 'default'}`;
}

/** Of what makes a hash or a key: other calls begin with what is secret. */
function algorithmOf(name: string): Counting {
  return /^(?:create|generate|hash$)/.test(name) ? { key: first } : {};
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return ArrayBuffer.isView(value) ? value.byteLength : 0;
}

function cloneBytes(value: unknown): number {
  try {
    return process.getBuiltinModule('node:v8').serialize(value).length;
  } catch {
    // Ports, shared memory and the like: not weighed.
    return 0;
  }
}

/**
 * Structures against what a program would use without them, and against mnemonist where it has the same thing:
 * CPU time interleaved in one process, equal answers checked first, bytes of the result by heap and ArrayBuffer growth.
 * `node --conditions=@nsi/source bench/structure.bench.ts [intMap bloom dictionary columns deque]`
 */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { comparePaired, cpuTimeOf, line, machine, type PairedTimes, summarize } from '@nsi/workbench/bench';
import { BlockedBloomFilter } from '../src/structure/blocked-bloom-filter.ts';
import { Columns } from '../src/structure/columns.ts';
import { Deque } from '../src/structure/deque.ts';
import { IntMap } from '../src/structure/int-map.ts';
import { StringDictionary } from '../src/structure/string-dictionary.ts';
import { mulberry32 } from './datasets.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const require = createRequire(import.meta.url);
const MnemonistBloom = require('mnemonist/bloom-filter') as new (options: { capacity: number; errorRate: number }) => {
  add(text: string): unknown;
  test(text: string): boolean;
};
const MnemonistDeque = require('mnemonist/fixed-deque') as new (
  kind: unknown,
  capacity: number,
) => { push(value: unknown): unknown; shift(): unknown };
const random = mulberry32(11);

console.log(machine('CPU time'));
const parts = { intMap, bloom, dictionary, columns, deque };
const chosen = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) if (chosen.length === 0 || chosen.includes(name)) run();

function intMap(): void {
  for (const count of [10_000, 100_000, 1_000_000]) {
    for (const [kind, make] of [
      ['random', () => (random() * 2 ** 32) | 0],
      ['counting', counter()],
    ] as const) {
      const keys = Int32Array.from({ length: count }, make);
      const values = Int32Array.from({ length: count }, (_, index) => index);
      const setEach = <Target extends { set(key: number, value: number): unknown }>(target: Target): Target => {
        for (let index = 0; index < count; index++) target.set(keys[index]!, values[index]!);
        return target;
      };
      const asMap = setEach(new Map<number, number>());
      const asIntMap = IntMap.from(keys, values, { values: 'int32' });
      for (const [key, value] of asMap) expectEqual(asIntMap.get(key), value);
      expectEqual(asIntMap.size, asMap.size);

      const options = { rounds: 15, repeat: Math.max(1, Math.round(300_000 / count)) };
      const title = `${count} ${kind} keys`;
      // Written out for each, so that each is compiled for the one kind of map it sees.
      const map = (): unknown => {
        const made = new Map<number, number>();
        for (let index = 0; index < count; index++) made.set(keys[index]!, values[index]!);
        return made;
      };
      const intMapBySet = (): unknown => {
        const made = new IntMap({ values: 'int32' });
        for (let index = 0; index < count; index++) made.set(keys[index]!, values[index]!);
        return made;
      };
      console.log(
        line(
          `IntMap.from: build ${title} vs Map`,
          comparePaired({ ours: () => IntMap.from(keys, values, { values: 'int32' }), peer: map }, options),
          3,
        ),
      );
      console.log(line(`IntMap.set: build ${title} vs Map`, comparePaired({ ours: intMapBySet, peer: map }, options), 3));
      const sum = (source: { get(key: number): number | undefined }): number => keys.reduce((total, key) => total + source.get(key)!, 0);
      console.log(line(`IntMap.get: ${title} vs Map`, comparePaired({ ours: () => sum(asIntMap), peer: () => sum(asMap) }, options), 1));
      bytesLine(`IntMap of int32, ${title}`, intMapBySet, map, 0.65);
    }
  }
}

function bloom(): void {
  const count = 500_000;
  const present = texts(count, 'user');
  const absent = texts(count, 'guest');
  const build = <Filter extends { add(text: string): unknown }>(filter: Filter): Filter => {
    for (const text of present) filter.add(text);
    return filter;
  };
  const ours = (): BlockedBloomFilter => build(new BlockedBloomFilter({ capacity: count, falsePositiveRatio: 0.01 }));
  const peer = (): InstanceType<typeof MnemonistBloom> => build(new MnemonistBloom({ capacity: count, errorRate: 0.01 }));
  const [filter, theirs, set] = [ours(), peer(), build(new Set<string>())];
  expectEqual(
    present.every((text) => filter.has(text)),
    true,
  );
  const falsePositives = absent.filter((text) => filter.has(text)).length / count;
  const theirFalsePositives = absent.filter((text) => theirs.test(text)).length / count;
  console.log(
    `\nBloom filters for 1 %: false positives ours ${(falsePositives * 100).toFixed(2)} %, mnemonist ${(theirFalsePositives * 100).toFixed(2)} %`,
  );
  const options = { rounds: 9 };
  console.log(line(`BlockedBloomFilter: add ${count} strings vs mnemonist`, comparePaired({ ours, peer }, { rounds: 5 }), 5));
  for (const [what, list] of [
    ['absent', absent],
    ['present', present],
  ] as const) {
    // Written out for each, so that each is compiled for the one kind of filter it sees.
    const pair = {
      ours: (): number => {
        let found = 0;
        for (const text of list) if (filter.has(text)) found++;
        return found;
      },
      peer: (): number => {
        let found = 0;
        for (const text of list) if (theirs.test(text)) found++;
        return found;
      },
    };
    console.log(line(`BlockedBloomFilter: has, all ${what}, vs mnemonist`, comparePaired(pair, options), 5));
  }
  console.log(
    line(
      'BlockedBloomFilter: build of strings hashed before vs Set',
      comparePaired({ ours, peer: () => build(new Set<string>()) }, options),
      3,
    ),
  );
  // Fresh strings, as they come from a socket or file, carry no hash yet; made outside the measurement.
  const freshCount = 200_000;
  const pairs: PairedTimes[] = [];
  for (let round = 0; round < 11; round++) {
    const [forOurs, forPeer] = [texts(freshCount, 'user'), texts(freshCount, 'user')];
    const ownTime = cpuTimeOf(() => addAll(new BlockedBloomFilter({ capacity: freshCount }), forOurs), 1);
    const peerTime = cpuTimeOf(() => addAll(new Set<string>(), forPeer), 1);
    // The first rounds warm up.
    if (round >= 4) pairs.push({ ours: ownTime, peer: peerTime });
  }
  console.log(line(`BlockedBloomFilter: build of ${freshCount} fresh strings vs Set`, summarize(pairs), 3));
  console.log(`  bytes of the filter ${filter.byteLength}, of a Set's table alone ${2 ** Math.ceil(Math.log2(set.size)) * 20}`);
  bytesLine(
    'BlockedBloomFilter with its strings let go vs Set',
    () => addAll(new BlockedBloomFilter({ capacity: count }), texts(count, 'user')),
    () => addAll(new Set<string>(), texts(count, 'user')),
    0.65,
  );
}

function dictionary(): void {
  const list = texts(300_000, 'customer').flatMap((text, index) => (index % 3 === 0 ? [text, text] : [text]));
  const ours = (): StringDictionary => StringDictionary.from(list);
  const peer = (): { byText: Map<string, number>; byId: string[] } => {
    const byText = new Map<string, number>();
    const byId: string[] = [];
    for (const text of list) if (!byText.has(text)) byText.set(text, byId.push(text) - 1);
    return { byText, byId };
  };
  const [dictionary, plain] = [ours(), peer()];
  plain.byId.forEach((text, id) => expectEqual(dictionary.at(id), text));
  console.log();
  console.log(line('StringDictionary: build vs Map and array', comparePaired({ ours, peer }, { rounds: 9 }), 1));
  console.log(
    line(
      'StringDictionary: idOf vs Map',
      comparePaired(
        {
          ours: () => list.reduce((sum, text) => sum + dictionary.idOf(text), 0),
          peer: () => list.reduce((sum, text) => sum + plain.byText.get(text)!, 0),
        },
        { rounds: 9 },
      ),
      1,
    ),
  );
  const fresh = (): string[] => texts(300_000, 'customer');
  bytesLine(
    'StringDictionary vs Map and array',
    () => StringDictionary.from(fresh()),
    () => {
      const byId = fresh();
      return { byId, byText: new Map(byId.map((text, id) => [text, id])) };
    },
    0.65,
  );
}

function columns(): void {
  const count = 200_000;
  const symbols = ['NSI', 'ABC', 'XYZ', 'QRS'];
  const make = (): { id: number; price: number; quantity: number; symbol: string; isOpen: boolean }[] =>
    Array.from({ length: count }, (_, id) => ({
      id,
      price: Math.round(random() * 1e4) / 8,
      quantity: Math.floor(random() * 500),
      symbol: symbols[id % 4]!,
      isOpen: random() < 0.5,
    }));
  const rows = make();
  const table = Columns.from(rows, { id: 'uint32', price: 'float64', quantity: 'uint16', symbol: 'string', isOpen: 'boolean' });
  const peer = (): number =>
    rows.filter(({ symbol, quantity }) => symbol === 'ABC' && quantity > 400).reduce((total, { price }) => total + price, 0);
  const ours = (): number => {
    const [quantities, prices] = [table.values('quantity'), table.values('price')];
    return table.filter((row) => quantities[row]! > 400, table.where('symbol', 'ABC')).reduce((total, row) => total + prices[row]!, 0);
  };
  expectEqual(ours(), peer());
  console.log();
  console.log(
    line(`Columns: filter and sum ${count} rows vs array of objects`, comparePaired({ ours, peer }, { rounds: 21, repeat: 5 }), 1),
  );
  bytesLine('Columns vs array of objects', () => Columns.from(make()), make, 0.65);
}

function deque(): void {
  console.log();
  for (const length of [100, 50_000]) {
    const [ours, array, theirs] = [new Deque<number>(), [] as number[], new MnemonistDeque(Array, length + 1)];
    for (const queue of [ours, array, theirs]) for (let index = 0; index < length; index++) queue.push(index);
    // Written out for each, so that each is compiled for the one kind of queue it sees.
    const turnOurs = (): number => {
      let sum = 0;
      for (let index = 0; index < 20_000; index++) sum += ours.push(index).shift()!;
      return sum;
    };
    const turnArray = (): number => {
      let sum = 0;
      for (let index = 0; index < 20_000; index++) {
        array.push(index);
        sum += array.shift()!;
      }
      return sum;
    };
    const turnTheirs = (): number => {
      let sum = 0;
      for (let index = 0; index < 20_000; index++) {
        theirs.push(index);
        sum += theirs.shift() as number;
      }
      return sum;
    };
    expectEqual(turnOurs(), turnArray());
    const title = `Deque: 20,000 turns of a queue of ${length}`;
    console.log(line(`${title} vs array shift`, comparePaired({ ours: turnOurs, peer: turnArray }, { rounds: 9 }), 1));
    console.log(
      line(`${title} vs mnemonist FixedDeque`, comparePaired({ ours: turnOurs, peer: turnTheirs }, { rounds: 21, repeat: 10 }), 1),
    );
  }
}

function addAll<Target extends { add(text: string): unknown }>(target: Target, list: readonly string[]): Target {
  for (const text of list) target.add(text);
  return target;
}

function texts(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`${prefix}:${index * 7919}`).toString('latin1'));
}

function counter(): (value: unknown, index: number) => number {
  return (_, index) => index + 1;
}

function bytesLine(what: string, ours: () => unknown, peer: () => unknown, bar: number): void {
  const [mine, theirs] = [bytesOf(ours), bytesOf(peer)];
  const ratio = mine / theirs;
  console.log(
    `${what}: ${(mine / 2 ** 20).toFixed(2)} against ${(theirs / 2 ** 20).toFixed(2)} MiB, ${ratio.toFixed(2)}×  bar ${bar}×: ${ratio <= bar ? 'reached' : 'MISSED'}`,
  );
}

/** Growth of heap and buffers through what `make` returns, after collections. */
function bytesOf(make: () => unknown): number {
  const before = settledBytes();
  const made = make();
  const bytes = settledBytes() - before;
  return made === undefined ? 0 : bytes;
}

function settledBytes(): number {
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function expectEqual(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}

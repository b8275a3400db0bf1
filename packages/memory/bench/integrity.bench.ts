/**
 * What damage and lies cost: one-bit flips that go unnoticed, and the time to refuse 28 bytes that claim a gibibyte:
 * `node --conditions=@nsi/source bench/integrity.bench.ts`.
 */
import lz4 from 'lz4-napi';
import { isNsiError } from '@nsi/core';
import { cpuTimeOf, machine, median } from '@nsi/workbench/bench';
import { packArray } from '../src/codec/pack-array.ts';
import { unpackArray } from '../src/codec/unpack-array.ts';
import { useKernels } from '../src/kernels.ts';
import { logText } from '../src/suites/synthetic-arrays.ts';
import { mulberry32 } from './datasets.ts';

console.log(machine('CPU time'));
const flips = 1000;
const text = Buffer.from(logText(16_384, mulberry32(7)));
console.log(`\none-bit flips noticed, of ${flips}:`);
console.log(`  packArray  ${noticed(packArray(text), (bytes) => Buffer.from(unpackArray(bytes) as Uint8Array))}  bar ${flips}`);
console.log(`  lz4-napi   ${noticed(lz4.compressSync(text), (bytes) => lz4.uncompressSync(bytes))}`);

const bomb = claim(2 ** 30);
const peerBomb = Buffer.alloc(20);
peerBomb.writeUInt32LE(2 ** 30);
console.log('\ntime to refuse a claim of 1 GiB:');
console.log(`  unpackArray  ${(refusal(() => unpackArray(bomb)) / 1e6).toFixed(4)} ms  bar 1 ms`);
console.log(`  lz4-napi     ${(refusal(() => lz4.uncompressSync(peerBomb), 3) / 1e6).toFixed(1)} ms`);

function noticed(packed: Uint8Array, decode: (bytes: Buffer) => Buffer): number {
  const random = mulberry32(8);
  let count = 0;
  for (let flip = 0; flip < flips; flip++) {
    const damaged = Buffer.from(packed);
    const at = Math.floor(random() * damaged.length * 8);
    damaged[at >> 3] = (damaged[at >> 3] as number) ^ (1 << (at & 7));
    try {
      decode(damaged);
    } catch {
      count++;
    }
  }
  return count;
}

function refusal(run: () => unknown, rounds = 101): number {
  return median(
    Array.from({ length: rounds }, () =>
      cpuTimeOf(() => {
        try {
          run();
        } catch (error) {
          return isNsiError(error);
        }
        throw new Error('expected a refusal');
      }, 1),
    ),
  );
}

/** A header that claims `length` bytes, with the checksum that belongs to it. */
function claim(length: number): Buffer {
  const header = packArray(new Uint8Array(0));
  header.writeUInt32LE(length, 12);
  const { bytes, at, calls } = useKernels();
  bytes.set(header, at.HEADER);
  header.writeUInt32LE(calls.headerChecksum() >>> 0, 24);
  return header;
}

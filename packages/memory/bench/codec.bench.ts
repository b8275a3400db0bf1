/**
 * Arrays of 8 MiB through the LZ4 path into reused outputs, against JavaScript's shuffle with lz4-napi, numcodecs' blosc in WASM and native
 * c-blosc: `node --conditions=@nsi/source bench/codec.bench.ts`.
 */
import lz4 from 'lz4-napi';
import Blosc from 'numcodecs/blosc';
import { comparePaired, cpuTimeOf, line, machine, summarize } from '@nsi/workbench/bench';
import { compressInto, maxPackedBytes } from '../src/codec/pack-array.ts';
import { decompressInto, describePacked } from '../src/codec/unpack-array.ts';
import { datasets, noise } from './datasets.ts';
import { shuffleInto, unshuffleInto } from '../src/suites/js-shuffle.ts';
import { openNativeBlosc } from './native-blosc.ts';

console.log(machine('CPU time'));
using native = openNativeBlosc();
const blosc = Blosc.fromConfig({ id: 'blosc', cname: 'lz4', clevel: 5, shuffle: 1 });

for (const { name, array } of datasets()) {
  const width = array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(array.buffer);
  const output = new Uint8Array(maxPackedBytes(array));
  const restored = new Uint8Array(bytes.length);
  const shuffled = Buffer.alloc(bytes.length);
  for (const filter of ['shuffle', 'auto'] as const) {
    const packed = output.subarray(0, compressInto(array, output, { filter }));
    console.log(`\n${name}, filter ${filter}${filter === 'auto' ? ` (${describePacked(packed).filter})` : ''}`);

    shuffleInto(bytes, shuffled, width);
    const peerPacked = lz4.compressSync(shuffled);
    const compress = comparePaired({
      ours: () => compressInto(array, output, { filter }),
      peer: () => (shuffleInto(bytes, shuffled, width), lz4.compressSync(shuffled)),
    });
    console.log(line('  compress vs JS shuffle + lz4-napi', compress, 2));
    const decompress = comparePaired({
      ours: () => decompressInto(packed, restored),
      peer: () => unshuffleInto(lz4.uncompressSync(peerPacked), restored, width),
    });
    console.log(line('  decompress vs JS shuffle + lz4-napi', decompress, 2.5));
    check(restored, bytes);

    const bloscPacked = await blosc.encode(bytes);
    console.log(
      line(
        '  compress vs numcodecs blosc-lz4',
        await compareAsync(
          () => compressInto(array, output, { filter }),
          () => blosc.encode(bytes),
        ),
        2,
      ),
    );
    console.log(
      line(
        '  decompress vs numcodecs blosc-lz4',
        await compareAsync(
          () => decompressInto(packed, restored),
          () => blosc.decode(bloscPacked, restored),
        ),
        3,
      ),
    );
    check(restored, bytes);

    const ratio = bytes.length / packed.length;
    const speeds = `${speed(bytes.length, compress.oursNs)} / ${speed(bytes.length, decompress.oursNs)}`;
    console.log(
      `  ours: ratio ${ratio.toFixed(3)}, ${speeds}; lz4-napi ratio ${(bytes.length / peerPacked.length).toFixed(3)}, numcodecs ${(bytes.length / bloscPacked.length).toFixed(3)}`,
    );

    if (native) {
      const nativeSize = await native.load(array, width);
      console.log(
        line(
          '  compress vs native c-blosc, one thread',
          await compareNative(() => compressInto(array, output, { filter }), native.compress),
          0.5,
        ),
      );
      console.log(
        line(
          '  decompress vs native c-blosc, one thread',
          await compareNative(() => decompressInto(packed, restored), native.decompress),
          0.5,
        ),
      );
      check(restored, bytes);
      if (!(await native.isRestored())) throw new Error('native c-blosc did not restore the array');
      const gain = ratio / (bytes.length / nativeSize);
      console.log(
        `  ratio vs native c-blosc shuffle: ${gain.toFixed(2)}× (${(bytes.length / nativeSize).toFixed(3)})${filter === 'auto' ? `  bar 1.12×: ${gain >= 1.12 ? 'reached' : 'MISSED'}` : ''}`,
      );
    } else {
      console.log('  native c-blosc: NOT RUN, no gcc or no libblosc-dev');
    }
  }
}

const incompressible = noise();
const packedNoise = compressInto(incompressible, new Uint8Array(maxPackedBytes(incompressible)));
console.log(`\nincompressible: ${((packedNoise / incompressible.byteLength - 1) * 100).toFixed(3)} % larger  bar 0.1 %`);

function check(actual: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(actual, expected) !== 0) throw new Error('the array was not restored');
  actual.fill(0);
}

function speed(size: number, ns: number): string {
  return `${((size / ns) * 1000).toFixed(0)} MB/s`;
}

async function compareAsync(ours: () => unknown, peer: () => unknown): Promise<ReturnType<typeof summarize>> {
  const pairs: { ours: number; peer: number }[] = [];
  for (let round = 0; round < 46; round++) {
    const ourTime = cpuTimeOf(ours, 1);
    const before = process.cpuUsage();
    await peer();
    const { user, system } = process.cpuUsage(before);
    if (round >= 5) pairs.push({ ours: ourTime, peer: (user + system) * 1000 });
  }
  return summarize(pairs);
}

async function compareNative(ours: () => unknown, peer: () => Promise<number>): Promise<ReturnType<typeof summarize>> {
  const pairs: { ours: number; peer: number }[] = [];
  for (let round = 0; round < 46; round++) {
    const pair = { ours: cpuTimeOf(ours, 1), peer: await peer() };
    if (round >= 5) pairs.push(pair);
  }
  return summarize(pairs);
}

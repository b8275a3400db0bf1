/** Payloads up to 4 KiB against lz4-napi, both with fresh and with reused outputs: `node --conditions=@nsi/source bench/small-payload.bench.ts`. */
import lz4 from 'lz4-napi';
import { comparePaired, line, machine } from '@nsi/workbench/bench';
import { lz4 as codec } from '../src/codec/drivers/lz4.ts';
import { compressInto, maxPackedBytes } from '../src/codec/pack-array.ts';
import { decompressInto } from '../src/codec/unpack-array.ts';
import { mulberry32 } from './datasets.ts';

console.log(machine('CPU time'));
for (const size of [256, 1024, 4096]) {
  const payload = records(size);
  const output = new Uint8Array(maxPackedBytes(payload));
  const packed = output.subarray(0, compressInto(payload, output));
  const restored = new Uint8Array(size);
  const peerPacked = lz4.compressSync(payload);
  const repeat = 2000;
  console.log(`\n${size} bytes of JSON: packed ${packed.length}, lz4-napi ${peerPacked.length}`);
  console.log(
    line(
      '  compressInto vs compressSync',
      comparePaired({ ours: () => compressInto(payload, output), peer: () => lz4.compressSync(payload) }, { repeat }),
      2,
    ),
  );
  console.log(
    line(
      '  decompressInto vs uncompressSync',
      comparePaired({ ours: () => decompressInto(packed, restored), peer: () => lz4.uncompressSync(peerPacked) }, { repeat }),
      3,
    ),
  );
  if (!payload.equals(restored)) throw new Error('the payload was not restored');
  const bound = { maxOutputBytes: size };
  console.log(
    line(
      '  lz4.encode, fresh output, vs compressSync',
      comparePaired({ ours: () => codec.encode(payload), peer: () => lz4.compressSync(payload) }, { repeat }),
      2,
    ),
  );
  console.log(
    line(
      '  lz4.decode, fresh output, vs uncompressSync',
      comparePaired({ ours: () => codec.decode(packed, bound), peer: () => lz4.uncompressSync(peerPacked) }, { repeat }),
      3,
    ),
  );
}

function records(size: number): Buffer {
  const random = mulberry32(5);
  const whole = (below: number): number => Math.floor(random() * below);
  const list = Array.from({ length: 60 }, (_, id) => ({
    id: 1000 + id,
    user: `user${whole(900)}`,
    isActive: random() < 0.5,
    score: whole(10_000) / 100,
    city: ['Oslo', 'Lima', 'Kyoto'][whole(3)],
  }));
  return Buffer.from(JSON.stringify(list)).subarray(0, size);
}

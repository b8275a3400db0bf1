/** LZ4 frames against lz4-napi's, both with content checksum: `node --conditions=@nsi/source bench/lz4-frame.bench.ts`. */
import lz4 from 'lz4-napi';
import { comparePaired, line, machine } from '@nsi/workbench/bench';
import { lz4Frame } from '../src/codec/drivers/lz4-frame.ts';
import { logText } from '../src/suites/synthetic-arrays.ts';
import { mulberry32 } from './datasets.ts';

console.log(machine('CPU time'));
for (const size of [4096, 65_536, 1 << 20, 8 << 20]) {
  const text = Buffer.from(logText(size, mulberry32(6)));
  const options = { contentChecksum: true };
  const frame = lz4Frame.encode(text);
  const peerFrame = lz4.compressFrameSync(text, options);
  const bound = { maxOutputBytes: size };
  const timing = { repeat: Math.max(1, (1 << 20) / size) };
  if (!text.equals(lz4Frame.decode(peerFrame, bound)) || !text.equals(lz4.decompressFrameSync(Buffer.from(frame)))) {
    throw new Error('a frame was not restored');
  }
  console.log(`\n${size} bytes of JSON lines: ${frame.length}, lz4-napi ${peerFrame.length}`);
  const encode = comparePaired({ ours: () => lz4Frame.encode(text), peer: () => lz4.compressFrameSync(text, options) }, timing);
  console.log(line('  encode', encode, 1));
  const decode = comparePaired({ ours: () => lz4Frame.decode(frame, bound), peer: () => lz4.decompressFrameSync(peerFrame) }, timing);
  console.log(line('  decode', decode, 1));
}

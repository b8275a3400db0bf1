import { coreError } from '../errors.ts';

/** Everything a stream gives, at most `maxBytes`. */
export async function readStream(stream: AsyncIterable<Uint8Array | string>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > maxBytes) throw coreError('NSI_CORE_COMMAND_INPUT', `expected at most ${maxBytes} bytes on standard input, got more`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** First bytes of formats that are taken for packed arrays by mistake, and what reads them. */
const signatures: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['an LZ4 frame (read it with the `lz4-frame` codec)', [0x04, 0x22, 0x4d, 0x18]],
  ['a legacy LZ4 frame', [0x02, 0x21, 0x4c, 0x18]],
  ['a zstd frame (read it with the `zstd` codec)', [0x28, 0xb5, 0x2f, 0xfd]],
  ['gzip (read it with the `gzip` codec)', [0x1f, 0x8b]],
  ['a packed array (read it with `unpackArray`)', [0x4e, 0x53, 0x49, 0x8a]],
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
];

/** What `bytes` seem to be, for an error message. */
export function nameFormat(bytes: Uint8Array): string {
  for (const [name, signature] of signatures) {
    if (signature.every((byte, index) => bytes[index] === byte)) return name;
  }
  return `an unknown format that begins with ${Buffer.from(bytes.subarray(0, 4)).toString('hex')}`;
}

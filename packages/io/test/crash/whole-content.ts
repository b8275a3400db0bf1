const headerBytes = 8;

/** Content number `number`: says its number and length, and is of one byte else, so that a mix of two is seen. */
export function wholeContent(number: number): Buffer {
  const length = headerBytes + ((number * 104_729) % 100_000);
  const bytes = Buffer.alloc(length, number % 251);
  bytes.writeUInt32LE(number, 0);
  bytes.writeUInt32LE(length, 4);
  return bytes;
}

/** Its number, if it is whole. */
export function numberOf(bytes: Buffer): number | undefined {
  if (bytes.length < headerBytes) return undefined;
  const number = bytes.readUInt32LE(0);
  return bytes.equals(wholeContent(number)) ? number : undefined;
}

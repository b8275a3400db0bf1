/**
 * The SQL of a message to PostgreSQL (`Q`, `P`) or MySQL (command 3), its values replaced by `?`; `''` for anything else. Reading it off the
 * wire needs no hook in any driver.
 */
export function queryShape(chunk: unknown): string {
  if (!(chunk instanceof Uint8Array) || chunk.length < 8) return '';
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 2000));
  const kind = bytes[0];
  if ((kind === 0x51 || kind === 0x50) && bytes.readUInt32BE(1) < chunk.length) {
    const from = kind === 0x51 ? 5 : bytes.indexOf(0, 5) + 1;
    const to = bytes.indexOf(0, from);
    return shapeOf(bytes.toString('utf8', from, to < 0 ? bytes.length : to));
  }
  return bytes[4] === 3 && bytes.readUIntLE(0, 3) === chunk.length - 4 ? shapeOf(bytes.toString('utf8', 5)) : '';
}

function shapeOf(sql: string): string {
  return /^\s*\w/.test(sql)
    ? sql
        .replace(/'(?:[^']|'')*'|\$?\b\d+(?:\.\d+)?\b/g, '?')
        .replace(/\(\s*\?(?:\s*,\s*\?)*\s*\)/g, '(?)')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 200)
    : '';
}

/** A path as system calls take it. */
export type SystemPath = string | Buffer;

/** Paths packed into one value, which costs far less to send to a worker than a list: no path holds a zero. */
export type PackedPaths = string | Uint8Array<ArrayBuffer>;

export function packPaths(paths: readonly SystemPath[]): PackedPaths {
  if (paths.every((path) => typeof path === 'string')) return paths.join('\0');
  const zero = Buffer.of(0);
  return new Uint8Array(Buffer.concat(paths.flatMap((path, index) => (index === 0 ? [bytesOf(path)] : [zero, bytesOf(path)]))));
}

export function unpackPaths(packed: PackedPaths): readonly SystemPath[] {
  if (packed.length === 0) return [];
  if (typeof packed === 'string') return packed.split('\0');
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const paths: Buffer[] = [];
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(0, start);
    paths.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    start = end < 0 ? Infinity : end + 1;
  }
  return paths;
}

function bytesOf(path: SystemPath): Buffer {
  return typeof path === 'string' ? Buffer.from(path) : path;
}

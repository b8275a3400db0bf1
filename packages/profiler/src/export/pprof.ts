import { gzipSync } from 'node:zlib';
import type { ProfileFrame, ProfileReport } from '@nsi/core/report';

/**
 * pprof's `profile.proto`, gzip-compressed: samples and CPU nanoseconds a stack, idle left out.
 * Field numbers: https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export function toPprof({ frames, callTree: { parent, frame, self }, summary, createdAt }: ProfileReport): Uint8Array {
  const strings = new Map<string, number>([['', 0]]);
  const text = (value: string): number => {
    const known = strings.get(value);
    if (known !== undefined) return known;
    strings.set(value, strings.size);
    return strings.size - 1;
  };
  const { intervalNs, wallNs } = summary;
  const parts: Uint8Array[] = [
    message(1, [varint(1, text('samples')), varint(2, text('count'))]),
    message(1, [varint(1, text('cpu')), varint(2, text('nanoseconds'))]),
  ];
  for (const [row, samples] of self.entries()) {
    if (samples === 0 || (frames[frame[row] as number] as ProfileFrame).category === 'idle') continue;
    const stack: number[] = [];
    // The innermost comes first; the root is no function.
    for (let at = row; (parent[at] as number) >= 0; at = parent[at] as number) stack.push((frame[at] as number) + 1);
    parts.push(message(2, [packed(1, stack), packed(2, [samples, samples * intervalNs])]));
  }
  for (const [index, { line }] of frames.entries())
    parts.push(message(4, [varint(1, index + 1), message(4, [varint(1, index + 1), varint(2, line)])]));
  for (const [index, { name, file, line }] of frames.entries()) {
    const own = text(name || '(anonymous)');
    parts.push(message(5, [varint(1, index + 1), varint(2, own), varint(3, own), varint(4, text(file)), varint(5, line)]));
  }
  const period = message(11, [varint(1, text('cpu')), varint(2, text('nanoseconds'))]);
  for (const value of strings.keys()) parts.push(bytes(6, new TextEncoder().encode(value)));
  parts.push(varint(9, Date.parse(createdAt) * 1e6), varint(10, wallNs), period, varint(12, intervalNs));
  return gzipSync(Buffer.concat(parts));
}

function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytes(field, Buffer.concat(parts));
}

function bytes(field: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([number(field * 8 + 2), number(content.length), content]);
}

function varint(field: number, value: number): Uint8Array {
  return Buffer.concat([number(field * 8), number(value)]);
}

function packed(field: number, values: readonly number[]): Uint8Array {
  return bytes(field, Buffer.concat(values.map((value) => number(value))));
}

/** Seven bits a byte, the lowest first. Numbers pass 32 bits here, so no bit operators. */
function number(value: number): Uint8Array {
  const out: number[] = [];
  let rest = Math.max(0, Math.round(value));
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  out.push(rest);
  return Uint8Array.from(out);
}

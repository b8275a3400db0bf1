import * as v from 'valibot';

const unitBytes = Object.freeze({ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 });
const expectation = 'a size such as 1048576 or "512MiB"';
const pattern = /^(\d+(?:\.\d+)?)\s*(b|[kmgt]i?b)?$/i;

/** Bytes that `text` such as `"512MiB"`, `"1.5 GB"` or `"4096"` names; `undefined` when it names none. */
export function parseByteSize(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const bytes = Math.round(Number(match[1]) * unitBytes[(match[2] ?? 'b').toLowerCase() as keyof typeof unitBytes]);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Schema of a size: a whole number of bytes, or text such as `"512MiB"`. The output is bytes. */
export const byteSize: v.GenericSchema<number | string, number> = v.pipe(
  v.union(
    [v.pipe(v.number(), v.safeInteger(expectation), v.minValue(0, expectation)), v.pipe(v.string(), v.regex(pattern, expectation))],
    expectation,
  ),
  v.transform((size) => (typeof size === 'number' ? size : (parseByteSize(size) ?? Number.NaN))),
  v.safeInteger('a size below 2^53 bytes'),
);

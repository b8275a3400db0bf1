import type { LineSettings } from './line-options.ts';
import type { LineRun } from './line-splitter.ts';

/** Twice as many bytes of text still fit on a page of V8's young generation; a larger string costs several times as much to make. */
const bytesAtOnce = 56 * 1024;
const lineFeed = 10;

/** The lines of a run as text, some hundred at a time: one decoding for each batch. Hot: see bench/lines.bench.ts. */
export function* textBatches(
  { bytes, start, end, isJoined }: LineRun,
  encoding: LineSettings['encoding'],
): Generator<string[], void, void> {
  if (isJoined) {
    yield [bytes.toString(encoding, start, end)];
    return;
  }
  for (let from = start; from < end;) {
    const feed = from + bytesAtOnce >= end ? end - 1 : feedNear(bytes, from, from + bytesAtOnce);
    yield split(bytes.toString(encoding, from, feed));
    from = feed + 1;
  }
}

/** The last line feed before `limit`, or the first one behind it. */
function feedNear(bytes: Buffer, from: number, limit: number): number {
  const last = bytes.lastIndexOf(lineFeed, limit);
  return last >= from ? last : bytes.indexOf(lineFeed, limit);
}

function split(text: string): string[] {
  const list = text.split('\n');
  if (!text.includes('\r')) return list;
  for (let index = 0; index < list.length; index++) {
    const line = list[index] as string;
    if (line.endsWith('\r')) list[index] = line.slice(0, -1);
  }
  return list;
}

import { lineFinder } from './choose-finder.ts';
import type { LineSettings } from './line-options.ts';
import { carriageReturn, contentEnd, lineFeed, type LineRun } from './line-splitter.ts';

/** Twice as many bytes of text still fit on a page of V8's young generation; a larger string costs several times as much to make. */
const bytesAtOnce = 56 * 1024;

/**
 * The lines of a run as text, some hundred at a time: one decoding for each batch. Where each character is a byte, the text is cut where its
 * bytes have their line feeds, which costs less than looking for them again. Hot: see bench/lines.bench.ts.
 */
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
    yield feed - from > bytesAtOnce ? [longLine(bytes, from, feed, encoding)] : batchWithin(bytes, from, feed, encoding);
    from = feed + 1;
  }
}

/** The last line feed before `limit`, or the first one behind it. */
function feedNear(bytes: Buffer, from: number, limit: number): number {
  const last = bytes.lastIndexOf(lineFeed, limit);
  return last >= from ? last : bytes.indexOf(lineFeed, limit);
}

function longLine(bytes: Buffer, start: number, feed: number, encoding: LineSettings['encoding']): string {
  return bytes.toString(encoding, start, contentEnd(bytes, start, feed));
}

function batchWithin(bytes: Buffer, start: number, feed: number, encoding: LineSettings['encoding']): string[] {
  const finder = lineFinder();
  const count = finder.look(bytes, start, feed + 1);
  if (encoding === 'utf8' && !finder.isAscii) return split(bytes.toString('utf8', start, feed));
  const text = bytes.toString('latin1', start, feed);
  const { places, hasReturns } = finder;
  const list: string[] = [];
  list.length = count;
  for (let index = 0, from = 0; index < count; index++) {
    const to = places[index] as number;
    list[index] = text.slice(from, hasReturns && to > from && text.charCodeAt(to - 1) === carriageReturn ? to - 1 : to);
    from = to + 1;
  }
  return list;
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

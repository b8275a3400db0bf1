import { expect, test } from 'vitest';
import { createProgressLine } from './progress-line.ts';

function createStream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 20, written, write: (text: string) => void written.push(text) };
}

test('prints a plain line now and then where there is no terminal', () => {
  const stream = createStream(false);
  let nowMs = 0;
  const line = createProgressLine(stream, { quiet: false, now: () => nowMs });

  for (nowMs = 0; nowMs < 12_000; nowMs += 100)
    line.show({ text: 'packing\nsecond line', done: nowMs / 100, total: 120, remainingMs: 12_000 - nowMs });

  expect(stream.written).toEqual([
    '0/120 packing, about 12 s left\n',
    '50/120 packing, about 7 s left\n',
    '100/120 packing, about 2 s left\n',
  ]);
});

test('redraws in place on a terminal, cut to its width, and leaves nothing behind', () => {
  const stream = createStream(true);
  let nowMs = 0;
  const line = createProgressLine(stream, { quiet: false, now: () => nowMs });

  line.show({ text: 'a'.repeat(50) });
  nowMs = 1000;
  line.show({ text: 'one\ntwo' });
  line.clear();

  expect(stream.written).toEqual(['a'.repeat(19), '\r\u001B[K', 'one\ntwo', '\r\u001B[K\u001B[1A\u001B[K']);
});

test('a note stays above the progress', () => {
  const stream = createStream(true);
  const line = createProgressLine(stream, { quiet: false, now: () => 0 });

  line.show({ text: 'busy' });
  line.note('wrote a file');

  expect(stream.written).toEqual(['busy', '\r\u001B[K', 'wrote a file\n']);
});

test('says nothing when quiet', () => {
  const stream = createStream(true);
  const line = createProgressLine(stream, { quiet: true });

  line.show({ text: 'busy' });
  line.note('note');

  expect(stream.written).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Progress } from '@nsi/core/cli';
import { exampleCase } from '../../test/arbitrary-report.ts';
import type { RunEvent } from '../engine/events.ts';
import { createRunProgress } from './run-progress.ts';

function watch(isLive: boolean, events: readonly RunEvent[]): { readonly notes: string[]; readonly shown: Progress[] } {
  const notes: string[] = [];
  const shown: Progress[] = [];
  const listen = createRunProgress({
    isLive,
    color: false,
    note: (line) => notes.push(line),
    progress: (progress) => shown.push(progress),
  });
  for (const event of events) listen(event);
  return { notes, shown };
}

const progress = { casesDone: 1, caseCount: 2, elapsedMs: 1000, remainingMs: 4000 };
const finished: RunEvent = { type: 'case finished', case: exampleCase(), progress };
const planned: RunEvent = { type: 'planned', cases: ['json/records=10', 'other'], estimatedMs: 8000 };
const fork = { number: 3, most: 12, purpose: 'measure' } as const;

test('in a log every finished case is one line', () => {
  expect(watch(false, [planned, finished]).notes).toEqual(['1/2 json/records=10: fast 2.00× faster']);
});

test('on a terminal the running case shows its intervals, the finished ones stand below', () => {
  const comparisons = [{ baseline: 'JSON', candidate: 'fast', ratio: 0.5, interval: [0.4, 0.6] as const }];

  const { shown, notes } = watch(true, [planned, finished, { type: 'fork finished', id: 'other', fork, comparisons, progress }]);

  expect(notes).toEqual([]);
  expect(shown.at(-1)).toMatchObject({ done: 1, total: 2, remainingMs: 4000 });
  expect(shown.at(-1)?.text.split('\n')).toMatchObject(
    [/^other$/, /●.* fast {2}2\.00× faster$/, /^✓ .*●.* json\/records=10 {2}fast {2}2\.00× faster$/].map((line) =>
      expect.stringMatching(line),
    ),
  );
});

test('a dropped process is told of', () => {
  expect(
    watch(true, [{ type: 'fork finished', id: 'other', fork, dropped: 'killed by SIGKILL', comparisons: [], progress }]).notes,
  ).toEqual(['other: process 3 dropped: killed by SIGKILL']);
});

test('ten thousand cases are drawn with a few lines', () => {
  const { shown } = watch(
    true,
    Array.from({ length: 10_000 }, () => finished),
  );

  expect(shown.at(-1)?.text.split('\n').length).toBeLessThan(12);
});

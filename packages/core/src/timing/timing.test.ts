import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { setRecorder, type Recorder } from '../recorder/recorder.ts';
import { measureTime } from './measure-time.ts';
import { timed } from './timed.ts';
import { timedFunction } from './timed-function.ts';
import type { TimedEvent } from './timer.ts';

function createLog(): Recorder & { readonly lines: string[]; readonly values: number[] } {
  const lines: string[] = [];
  const values: number[] = [];
  const note = (metric: { name: string }, value = 1, labels = {}): void => {
    values.push(value);
    lines.push(`${metric.name} ${Object.values(labels).join(' ')}`);
  };
  return { lines, values, count: note, gauge: note, observe: note };
}

test('measures a scope, a call and a promise', async () => {
  const recorder = createLog();
  {
    using _ = measureTime('scope', { recorder });
  }

  const sum = measureTime('call', () => 1 + 1, { recorder });
  const later = await measureTime('promise', async () => 'x', { recorder });

  expect([sum, later]).toEqual([2, 'x']);
  expect(recorder.lines).toEqual(['scope', 'call', 'promise'].map((name) => `nsi_core_timed_seconds ${name} ok`));
  expect(recorder.values.every((seconds) => seconds >= 0 && seconds < 5)).toBe(true);
});

test('records errors as such and passes them on', async () => {
  const recorder = createLog();
  const fail = (): never => {
    throw new Error('x');
  };

  expect(() => measureTime('sync', fail, { recorder })).toThrow('x');
  await expect(measureTime('async', async () => fail(), { recorder })).rejects.toThrow('x');

  expect(recorder.lines).toEqual(['nsi_core_timed_seconds sync error', 'nsi_core_timed_seconds async error']);
});

test('a timed function keeps this, arguments, name and length', () => {
  const recorder = createLog();
  const counter = {
    base: 10,
    add: timedFunction(
      function add(this: { base: number }, left: number, right: number) {
        return this.base + left + right;
      },
      { recorder },
    ),
  };

  expect(counter.add(1, 2)).toBe(13);
  expect([counter.add.name, counter.add.length]).toEqual(['add', 2]);
  expect(recorder.lines).toEqual(['nsi_core_timed_seconds add ok']);
});

test('an anonymous function needs a name', () => {
  expect(() =>
    timedFunction(
      (
        () => () =>
          1
      )(),
    ),
  ).toThrow(expect.objectContaining({ code: 'NSI_CORE_TIMED_NAME' }));
});

test('the decorator times a method under its name', () => {
  const recorder = createLog();
  class Tiles {
    readonly size = 3;
    @timed({ recorder })
    load(): number {
      return this.size;
    }
  }

  expect(new Tiles().load()).toBe(3);
  expect(recorder.lines).toEqual(['nsi_core_timed_seconds load ok']);
});

test("goes to the process's recorder while one is set", () => {
  const recorder = createLog();
  {
    using _ = setRecorder(recorder);
    measureTime('inside', () => 1);
  }
  measureTime('outside', () => 1);

  expect(recorder.lines).toEqual(['nsi_core_timed_seconds inside ok']);
});

test('publishes to subscribers of the diagnostics channel', () => {
  const events: TimedEvent[] = [];
  const listen = (event: unknown): void => void events.push(event as TimedEvent);
  subscribe('nsi:core:timed', listen);
  measureTime('tile', () => 1);
  unsubscribe('nsi:core:timed', listen);
  measureTime('tile', () => 1);

  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ name: 'tile', outcome: 'ok' });
});

import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import { trackObject } from './track-object.ts';

const kib = 1024;

class Session {
  readonly history: number[] = Array.from({ length: 8 * kib }, (_, index) => index + 0.5);
  readonly shared: object;

  constructor(shared: object) {
    this.shared = shared;
  }
}

test('measures what would be free without the object, and not what others keep too', async () => {
  const shared = { list: Array.from({ length: 64 * kib }, (_, index) => index) };
  const holder = { current: new Session(shared) };
  Object.assign(globalThis, { nsiTestHolder: holder });
  const tracked = trackObject(holder.current);

  const retained = await tracked.retained();

  expect(tracked.name).toBe('Session');
  // 8 Ki numbers of 8 bytes, and a few words around them.
  expect(retained?.retainedBytes).toBeGreaterThanOrEqual(64 * kib);
  expect(retained?.retainedBytes).toBeLessThan(66 * kib);
  expect(retained?.selfBytes).toBeLessThan(200);
  expect(retained?.path.slice(0, 2)).toEqual(['.current of Object', '.nsiTestHolder of global']);
  expect(tracked.reachableBytes()).toBeGreaterThan(500 * kib);
  expect(shared.list).toHaveLength(64 * kib);
  Reflect.deleteProperty(globalThis, 'nsiTestHolder');
});

test('notices that the object is gone, and did not keep it', async () => {
  const tracked = trackObject({ big: Array.from({ length: 1000 }, () => 0) });

  for (let turn = 0; turn < 200 && tracked.isAlive; turn++) {
    await new Promise(setImmediate);
    globalThis.gc?.();
  }
  await tracked.collected;

  expect(tracked.isAlive).toBe(false);
  expect(tracked.reachableBytes()).toBe(0);
  expect(await tracked.retained()).toBeUndefined();
});

test('takes any object by any name, and nothing else', () => {
  expect(trackObject(() => {}, { name: 'listener' }).name).toBe('listener');
  expect(trackObject(Object.create(null) as object).name).toBe('object');
  for (const value of [null, undefined, 5, 'text']) {
    expect(() => trackObject(value as never)).toThrow(expect.toSatisfy((error) => isNsiError(error, 'NSI_MEMORY_PRESSURE_OPTION')));
  }
});

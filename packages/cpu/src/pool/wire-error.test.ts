import { isNsiError } from '@nsi/core';
import { expect, test } from 'vitest';
import { cpuError, cpuErrors } from '../errors.ts';
import { decodeError } from './decode-error.ts';
import { encodeError } from './wire-error.ts';
import { workerError } from './worker-error.ts';

const travel = (error: unknown): unknown => decodeError(structuredClone(encodeError(error)));

test('an error keeps its class, message, stack, cause and own properties', () => {
  const error = Object.assign(new RangeError('too far', { cause: new TypeError('inner') }), { code: 'FAR', at: { x: 1 }, lost: () => 1 });
  const arrived = travel(error) as typeof error;

  expect(arrived).toBeInstanceOf(RangeError);
  expect(arrived).toMatchObject({ message: 'too far', stack: error.stack, code: 'FAR', at: { x: 1 } });
  expect(arrived.cause).toBeInstanceOf(TypeError);
  expect('lost' in arrived).toBe(false);
});

test('an error of this toolkit is recognised on the other side', () => {
  const arrived = travel(cpuError('NSI_CPU_TASK_NAME', 'expected a task', { details: { name: 'x' } }));

  expect(isNsiError(arrived, 'NSI_CPU_TASK_NAME') && arrived.details).toEqual({ name: 'x' });
});

test('an error that a thread makes gets its hint on arrival', () => {
  const arrived = travel(workerError('NSI_CPU_TASK_NAME', 'expected a task', new Error('inner')));

  expect(isNsiError(arrived, 'NSI_CPU_TASK_NAME') && [arrived.hint, (arrived.cause as Error).message]).toEqual([
    cpuErrors.NSI_CPU_TASK_NAME.hint,
    'inner',
  ]);
});

test('a class of its own keeps its name', () => {
  class OddError extends Error {
    override readonly name = 'OddError';
  }

  expect(String(travel(new OddError('no')))).toBe('OddError: no');
});

test('what is no error arrives as it was thrown', () => {
  expect([travel('text'), travel({ code: 4 }), travel(undefined)]).toEqual(['text', { code: 4 }, undefined]);
  expect(travel(Symbol('a'))).toBe('Symbol(a)');
});

test('a chain of causes without end is cut', () => {
  const error = new Error('loop');
  error.cause = error;

  expect(travel(error)).toBeInstanceOf(Error);
});

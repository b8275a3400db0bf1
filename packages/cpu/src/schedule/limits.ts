import { check } from '@nsi/core';
import * as v from 'valibot';
import { cpuError } from '../errors.ts';
import { aimdLimit, type AimdLimitOptions } from './aimd-limit.ts';
import { gradientLimit, type GradientLimitOptions } from './gradient-limit.ts';
import type { Limit } from './limit.ts';
import { vegasLimit, type VegasLimitOptions } from './vegas-limit.ts';

/** The limits a scheduler can be given. */
export interface LimitKinds {
  /** Always `places`: a whole number from 1. */
  fixed(places: number): Limit;
  /** Grows by one, shrinks by a share: for what answers overload with errors. */
  aimd(options?: AimdLimitOptions): Limit;
  /** Follows the ratio of long-term to present latency: for what answers overload with delay. */
  gradient(options?: GradientLimitOptions): Limit;
  /** Keeps the estimated queue behind the called short. */
  vegas(options?: VegasLimitOptions): Limit;
}

/** Ways to find how many tasks may run at a time. Each throws `NSI_CPU_OPTION` for what it cannot use. */
export const limits: LimitKinds = Object.freeze({ fixed: fixedLimit, aimd: aimdLimit, gradient: gradientLimit, vegas: vegasLimit });

const places = v.pipe(v.number(), v.safeInteger('a whole number from 1'), v.minValue(1, 'a whole number from 1'));

function fixedLimit(count: number): Limit {
  return Object.freeze({ current: check(places, count, { path: 'concurrency', code: 'NSI_CPU_OPTION' }) });
}

/** Makes a limit for one scheduler. */
export type LimitFactory = () => Limit;

const named = new Map<string, LimitFactory>([
  ['aimd', () => aimdLimit()],
  ['gradient', () => gradientLimit()],
  ['vegas', () => vegasLimit()],
]);

const namePattern = /^[a-z][a-z0-9-]*(?:\/[a-z][a-z0-9-]*)?$/;

/**
 * Adds a limit that `createScheduler({ concurrency: name })` then knows in the whole process. Names are lower case, with your own before a slash.
 * Disposing what it returns takes it out again. Throws `NSI_CPU_LIMIT_NAME` for a name that is taken or impossible.
 * @example
 * registerLimit('acme/steady', () => ({ current: 3 }));
 */
export function registerLimit(name: string, factory: LimitFactory): Disposable {
  if (!namePattern.test(name) || name === 'auto' || name === 'fixed')
    throw cpuError('NSI_CPU_LIMIT_NAME', `expected a name such as \`acme/steady\`, got \`${name}\``);
  if (named.has(name)) throw cpuError('NSI_CPU_LIMIT_NAME', `expected a name that is not taken, got \`${name}\``);
  named.set(name, factory);
  return {
    [Symbol.dispose]() {
      if (named.get(name) === factory) named.delete(name);
    },
  };
}

/** A new limit of the kind `name`. Throws `NSI_CPU_LIMIT_NAME` when there is none. */
export function createNamedLimit(name: string): Limit {
  const factory = named.get(name);
  if (factory) return factory();
  throw cpuError('NSI_CPU_LIMIT_NAME', `expected one of auto, ${[...named.keys()].join(', ')}, got \`${name}\``);
}

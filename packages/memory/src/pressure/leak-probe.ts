import { queryObjects } from 'node:v8';
import type { Finding } from '@nsi/core/report';
import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';
import { kendallTau } from './kendall-tau.ts';

/** Counts the living objects of one class, to see whether they pile up. */
export interface LeakProbe {
  readonly name: string;
  /** Collects garbage, counts and remembers the count. Stops the program for as long as a full collection takes. */
  sample(): number;
  /** All counts so far, oldest first. */
  readonly samples: readonly number[];
  /** Objects gained since the first sample. */
  readonly growth: number;
  /** What the counts say, after at least five of them: `undefined` while nothing piles up. */
  finding(): Finding | undefined;
}

/** Any class, also one with a private constructor. */
export type AnyClass = abstract new (...input: never[]) => unknown;

const minSamples = 5;
/** Kendall's tau from which the counts rise: with 5 samples, 1 in 24 random orders comes so far. */
const risingTau = 0.8;

/**
 * A probe for the objects of `Class`, of its subclasses and their prototypes included. Takes the first sample at once.
 * @example
 * const probe = leakProbe(Session);
 * for (let round = 0; round < 5; round++) {
 *   await serveRequests();
 *   probe.sample();
 * }
 * assert.equal(probe.finding(), undefined);
 */
export function leakProbe(Class: AnyClass): LeakProbe {
  if (typeof Class !== 'function' || typeof Class.prototype !== 'object') {
    throw memoryError('NSI_MEMORY_PRESSURE_OPTION', `expected a class, got ${describe(Class)}`);
  }
  const name = Class.name === '' ? 'anonymous class' : Class.name;
  const samples: number[] = [];
  const probe: LeakProbe = {
    name,
    samples,
    sample() {
      const count = Number(queryObjects(Class));
      samples.push(count);
      return count;
    },
    get growth() {
      return (samples.at(-1) ?? 0) - (samples[0] ?? 0);
    },
    finding() {
      const tau = kendallTau(samples);
      if (samples.length < minSamples || tau < risingTau) return undefined;
      const { growth } = probe;
      return {
        id: 'leak-probe',
        severity: 'medium',
        certainty: 'likely',
        message: `${growth} more objects of \`${name}\` are alive than at the first of ${samples.length} samples, and their number keeps rising.`,
        evidence: [
          { label: 'alive at first', value: samples[0] as number, unit: 'count' },
          { label: 'alive at last', value: samples.at(-1) as number, unit: 'count' },
          { label: 'Kendall’s tau of the counts', value: tau, unit: 'ratio', sampleCount: samples.length },
        ],
        fix: {
          package: '@nsi/memory',
          function: 'compareHeapSnapshots',
          docs: 'guide/memory#when-memory-runs-short',
          whenNot: 'When the program is still filling a bounded cache.',
        },
      };
    },
  };
  probe.sample();
  return probe;
}

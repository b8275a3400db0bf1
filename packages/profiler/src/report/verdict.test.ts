import { expect, test } from 'vitest';
import { evidenceOf, type PlantedEvidence } from '../../test/evidence.ts';
import { verdictOf } from './verdict.ts';

const verdict = (evidence: PlantedEvidence): string => verdictOf(evidenceOf(evidence).profile);

test('a program that waits: for how long, on whom, and how', () => {
  const waits = [{ kind: 'socket', peer: '127.0.0.1:5432', count: 90, ns: 2.9e9, chainedNs: 2.8e9, chainLength: 90 }] as const;

  expect(verdict({ stacks: [['main a.js:1', 200]], waits, summary: { wallNs: 3.1e9, eventLoopUtilization: 0.08 } })).toBe(
    'Mostly waiting: 92 % of 3.10 s on 127.0.0.1:5432, one request at a time.',
  );
  expect(verdict({ stacks: [['main a.js:1', 200]], summary: { wallNs: 2e9, eventLoopUtilization: 0.3 } })).toBe(
    'Mostly waiting: 70 % of 2.00 s.',
  );
});

test('a program that computes: in whose code, and what garbage collection took', () => {
  const stacks = [
    ['main a.js:1', 600],
    ['main a.js:1 > parse /x/node_modules/y/z.js:4', 250],
    ['(garbage collector)', 150],
  ] as const;

  expect(verdict({ stacks, summary: { wallNs: 1e9, cpuNs: 1e9, gcNs: 0.15e9 } })).toBe(
    'Mostly computing: 1.00 s of CPU time in 1.00 s, 60 % of it in its own code; 15 % went into garbage collection.',
  );
});

test('nothing seen is said so', () => {
  expect(verdict({ summary: { wallNs: 2e7, cpuNs: 0, busySampleCount: 0 } })).toBe('Nothing was seen in 20.0 ms.');
});

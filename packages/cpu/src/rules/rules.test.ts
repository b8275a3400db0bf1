import type { ProfileFrame, ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { hotFunction } from './hot-function.ts';

const frame = (name: string, category: ProfileFrame['category'], file = ''): ProfileFrame => ({ name, category, file, line: 3, column: 5 });
const frames = [
  frame('(root)', 'node'),
  frame('login', 'app', 'server.js'),
  frame('pbkdf2Sync', 'node', 'node:internal/crypto/pbkdf2'),
  frame('run', 'native'),
  frame('blur', 'app', 'image.js'),
  frame('(idle)', 'idle'),
];

/** root → login → pbkdf2Sync → run, with blur and idle beside. */
function profile(cryptoSamples: number, blurSamples: number, more: Partial<ProfileReport> = {}): ProfileReport {
  const all = cryptoSamples + blurSamples + 500;
  return {
    frames,
    callTree: {
      parent: [-1, 0, 1, 2, 0, 0],
      frame: [0, 1, 2, 3, 4, 5],
      self: [0, 0, 0, cryptoSamples, blurSamples, 500],
      total: [all, cryptoSamples, cryptoSamples, cryptoSamples, blurSamples, 500],
    },
    functions: [
      { frame: 3, self: cryptoSamples, total: cryptoSamples, lines: [] },
      { frame: 4, self: blurSamples, total: blurSamples, lines: [[7, blurSamples]] },
    ],
    summary: { wallNs: 10e9, cpuNs: 10e9, eventLoopUtilization: 0.98 },
    environment: { cores: 8 },
    ...more,
  } as unknown as ProfileReport;
}

test('sends a hot line over elements of arrays to kernel', () => {
  const [finding] = hotFunction.test({
    profile: profile(300, 700),
    sourceText: (file, line) => (file === 'image.js' && line === 7 ? '  out[i] = left[i] * 0.5 + right[i];' : undefined),
  });

  expect(finding).toMatchObject({ id: 'cpu-hot-function', severity: 'high', certainty: 'likely', fix: { function: 'kernel' } });
  expect(finding?.message).toBe('`blur` itself takes 70 % of the busy time.');
  expect(finding?.where).toEqual([{ file: 'image.js', line: 7, column: 5, function: 'blur' }]);
});

test('sends any other hot function to a pool, as a hint', () => {
  expect(hotFunction.test({ profile: profile(300, 700) })).toMatchObject([{ certainty: 'hint', fix: { function: 'createPool' } }]);
});

test.each([
  ['is spread thin', profile(800, 200)],
  ['is seen too seldom to tell', profile(6, 5)],
  ['is nowhere', profile(800, 700, { functions: [] })],
])('says nothing when time in functions of the program %s', (_, report) => {
  expect(hotFunction.test({ profile: report })).toEqual([]);
});

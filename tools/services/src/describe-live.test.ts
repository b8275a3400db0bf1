import { afterEach, expect, test, vi } from 'vitest';
import { describeLive, type LiveBlocks } from './describe-live.ts';

afterEach(() => vi.unstubAllEnvs());

function recordingBlocks(): LiveBlocks & { readonly calls: string[] } {
  const calls: string[] = [];
  const describe = Object.assign((name: string) => void calls.push(`describe ${name}`), {
    skip: (name: string) => void calls.push(`skip ${name}`),
  });
  return { calls, describe, test: (name, run) => void calls.push(`test ${name} ${outcome(run)}`) };
}

function outcome(run: () => void): string {
  try {
    run();
    return 'passes';
  } catch {
    return 'fails';
  }
}

const absent = { name: 'Chromium', missing: 'not installed' };

test('runs the block when the program is there', () => {
  const blocks = recordingBlocks();

  describeLive({ name: 'Chromium', path: '/usr/bin/chromium' }, blocks, 'pages', () => undefined);

  expect(blocks.calls).toEqual(['describe pages']);
});

test('lists the block as not run, with the reason', () => {
  vi.stubEnv('CI', '');
  const blocks = recordingBlocks();

  describeLive(absent, blocks, 'pages', () => undefined);

  expect(blocks.calls).toEqual(['skip not run: pages (Chromium: not installed)']);
});

test('fails in CI', () => {
  vi.stubEnv('CI', 'true');
  const blocks = recordingBlocks();

  describeLive(absent, blocks, 'pages', () => undefined);

  expect(blocks.calls).toEqual(['test not run: pages (Chromium: not installed) fails']);
});

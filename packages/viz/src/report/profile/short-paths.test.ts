import { expect, test } from 'vitest';
import { largeProfileReport } from '../../../test/large-profile-report.ts';
import { sampleProfileReport } from '../../../test/sample-profile-report.ts';
import { withShortPaths } from './short-paths.ts';

test('names the files of the program from the folder they share, and leaves those of packages and of Node.js alone', () => {
  const { frames, target, waits } = withShortPaths(largeProfileReport(100));

  expect(target.path).toBe('server.js');
  expect(frames[1]?.file).toBe('file0.js');
  expect(frames[2]?.file).toBe('/srv/app/node_modules/pkg/file1.js');
  expect(frames[3]?.file).toBe('node:internal/file2.js');
  expect(waits?.[0]?.places?.[0]?.file).toBe('users.js');
});

test('a report of short names stays as it is', () => {
  expect(withShortPaths(sampleProfileReport())).toEqual(sampleProfileReport());
});

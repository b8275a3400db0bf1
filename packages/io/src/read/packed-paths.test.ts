import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPaths, unpackPaths, type SystemPath } from './packed-paths.ts';

const text = fc.string({ minLength: 1, unit: 'binary' }).filter((path) => !path.includes('\0') && path.isWellFormed());
const bytes = fc.uint8Array({ minLength: 1, min: 1 }).map((path) => Buffer.from(path));
const asBytes = (path: SystemPath): string => Buffer.from(path as string).toString('hex');

test('paths come out of a pack as they went in, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, bytes)), (paths) => {
      expect(unpackPaths(packPaths(paths)).map(asBytes)).toEqual(paths.map(asBytes));
    }),
  );
});

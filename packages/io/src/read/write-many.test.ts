import { mkdtempDisposableSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { readMany } from './read-many.ts';
import { writeMany, type FileToWrite } from './write-many.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-write-'));
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

test('what is written is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 40 }), async (contents) => {
      const paths = contents.map((_, index) => at(`law-${index}`));

      const result = await writeMany(contents.map((data, index) => ({ path: paths[index]!, data })));

      expect(result).toEqual({ files: contents.length, bytes: contents.reduce((sum, { length }) => sum + length, 0), failed: 0 });
      const files = await readMany(paths, { mode: 'async' });
      for (const [index, data] of contents.entries()) expect(files.bytes(index).equals(data)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('takes files as they are generated, never more than are in flight ahead', async () => {
  let generated = 0;
  let most = 0;
  async function* generate(): AsyncGenerator<FileToWrite> {
    for (; generated < 100; generated++) {
      most = Math.max(most, filePermits().taken);
      yield { path: at(`generated-${generated}`), data: `${generated}` };
    }
  }

  expect(await writeMany(generate(), { concurrency: 3 })).toMatchObject({ files: 100 });
  expect(most).toBeLessThanOrEqual(3);
  expect(readFileSync(at('generated-99'), 'utf8')).toBe('99');
});

test('ends with the first failure, or goes on and names each', async () => {
  const files = [
    { path: at('no/such/folder'), data: 'x' },
    { path: at('good'), data: 'x' },
  ];
  const errors: number[] = [];

  await expect(writeMany(files)).rejects.toMatchObject({ code: 'NSI_IO_READ_FAILED', cause: { code: 'ENOENT' } });
  expect(await writeMany(files, { onError: (_, index) => errors.push(index) })).toEqual({ files: 1, bytes: 1, failed: 1 });
  expect(errors).toEqual([0]);
});

test('replaces, refuses or appends as asked, and sets the mode of new files', async () => {
  const file = { path: at('there'), data: 'ab' };
  await writeMany([file], { mode: 0o600 });

  await expect(writeMany([file], { existing: 'refuse' })).rejects.toMatchObject({ cause: { code: 'EEXIST' } });
  await writeMany([file], { existing: 'append' });

  expect(readFileSync(at('there'), 'utf8')).toBe('abab');
  expect(statSync(at('there')).mode & 0o777).toBe(0o600);
});

test('closes its source and rejects with the reason when the signal aborts', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  let isClosed = false;
  function* endless(): Generator<FileToWrite> {
    try {
      for (let index = 0; ; index++) {
        if (index === 20) controller.abort(reason);
        yield { path: at(`endless-${index % 8}`), data: 'x' };
      }
    } finally {
      isClosed = true;
    }
  }

  await expect(writeMany(endless(), { signal: controller.signal })).rejects.toBe(reason);
  expect(isClosed).toBe(true);
  expect(filePermits().taken).toBe(0);
});

test.each([[7], [[{ path: '', data: '' }]], [[{ path: 'x', data: 7 }]]])('refuses %j', async (files) => {
  await expect(writeMany(files as unknown as FileToWrite[])).rejects.toMatchObject({ code: expect.stringMatching(/^NSI_IO_READ_/) });
});

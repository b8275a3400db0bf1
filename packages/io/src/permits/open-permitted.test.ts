import { expect, test } from 'vitest';
import { createFilePermits } from './file-permits.ts';
import { openPermitted, patiently } from './open-permitted.ts';

const outOfFiles = (): Error => Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });

test('holds a permit as long as the file is open', async () => {
  const permits = createFilePermits(1);
  const file = await openPermitted(import.meta.filename, { permits });
  expect(permits.taken).toBe(1);

  await Promise.all([file.close(), file.close()]);

  expect(permits.taken).toBe(0);
});

test('gives the permit back when the file cannot be opened', async () => {
  const permits = createFilePermits(1);

  await expect(openPermitted('/no/such/file', { permits })).rejects.toMatchObject({ code: 'ENOENT' });
  expect(permits.taken).toBe(0);
});

test('tries again when another file is closed', async () => {
  const permits = createFilePermits(3);
  let calls = 0;
  const work = patiently(
    async () => {
      if (++calls < 3) throw outOfFiles();
      return calls;
    },
    { permits },
  );
  for (let turn = 0; turn < 20; turn++) {
    (await permits.acquire()).release();
    await new Promise((resolve) => setImmediate(resolve));
  }

  expect(await work).toBe(3);
});

test('ends with a coded error when there never is a descriptor, and at once when aborted', async () => {
  const permits = { ...createFilePermits(1), afterRelease: async () => {} };
  const signal = AbortSignal.abort(new Error('enough'));

  await expect(patiently(() => Promise.reject(outOfFiles()), { permits })).rejects.toMatchObject({
    code: 'NSI_IO_OPEN_FILES',
    cause: { code: 'EMFILE' },
  });
  await expect(patiently(() => Promise.reject(outOfFiles()), { permits, signal })).rejects.toThrow('enough');
});

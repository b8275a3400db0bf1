import { expect, test } from 'vitest';
import { defineDriver } from './define-driver.ts';

test('loads the library once, when the driver is first opened', async () => {
  let loads = 0;
  const driver = defineDriver({
    name: 'path',
    load: () => (loads++, import('node:path')),
    create: ({ sep }, suffix: string) => sep + suffix,
  });

  expect(loads).toBe(0);
  expect(await driver.open('a')).toBe('/a');
  expect(await driver.open('b')).toBe('/b');
  expect(loads).toBe(1);
});

test('names the install command when the library is missing', async () => {
  const missing = 'no-such-library-of-nsi';
  const driver = defineDriver({ name: 'x', needs: { package: missing, range: '^1.0.0' }, load: () => import(missing), create: () => 1 });

  await expect(driver.open({})).rejects.toMatchObject({
    code: 'NSI_CORE_DRIVER_MISSING',
    hint: `Run \`npm install ${missing}@"^1.0.0"\`.`,
  });
});

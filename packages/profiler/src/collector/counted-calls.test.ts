import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCallCounters } from './call-counters.ts';
import { countKnownCalls } from './counted-calls.ts';
import { createWaits } from './waits.ts';

test('one path is one however it is given: as text, as a URL, as bytes', () => {
  const counters = createCallCounters();
  const url = new URL(import.meta.url);
  const path = import.meta.filename;

  const restore = countKnownCalls(counters, createWaits());
  for (const given of [url, url, path, Buffer.from(path)]) existsSync(given);
  restore();

  expect(counters.toRaw()['fs.existsSync']).toMatchObject({ count: 4, repeats: 2, keys: { [url.href]: 2, [path]: 2 } });
});

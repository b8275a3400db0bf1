import { testCodec } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import { codecs } from '../codecs.ts';

for (const codec of Object.values(codecs)) {
  testCodec(codec, {
    test,
    expect,
  });
}

test('the table names every codec as it names itself', () => {
  expect(Object.entries(codecs).map(([name, codec]) => [name, codec.name])).toEqual(Object.keys(codecs).map((name) => [name, name]));
});

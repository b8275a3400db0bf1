import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import gpu from '../../test/fixtures/gpu-plugin.ts';
import { loadRoom, roomNames } from '../rooms/rooms.ts';
import { configJsonSchema } from './config-json-schema.ts';

test('the shipped schema is what the rooms say (node test/write-config-schema.ts writes it)', async () => {
  const shipped = JSON.parse(readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8')) as object;

  expect(shipped).toEqual(JSON.parse(JSON.stringify(configJsonSchema(await Promise.all(roomNames.map(loadRoom))))));
});

test('an editor is told of wrong keys and wrong types, at any depth and in environments', async () => {
  const validate = new Ajv({ strict: false }).compile(configJsonSchema([...(await Promise.all(roomNames.map(loadRoom))), gpu as never]));

  expect(
    validate({
      $schema: 'x',
      level: 'balanced',
      memory: { enabled: false },
      gpu: { lanes: 3 },
      environments: { production: { gpu: { level: 'aggressive' } } },
    }),
  ).toBe(true);
  for (const wrong of [
    { level: 'fast' },
    { limits: { maxThread: 1 } },
    { gpu: { lanes: 'two' } },
    { memory: { nope: 1 } },
    { environments: { production: { level: 1 } } },
  ]) {
    expect(validate(wrong)).toBe(false);
  }
});

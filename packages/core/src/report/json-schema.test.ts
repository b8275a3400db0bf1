import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportJsonSchemas } from '../../test/report-json-schemas.ts';

test.each(Object.entries(reportJsonSchemas()))(
  '%s is what the schema in the source says (node test/write-json-schemas.ts writes it)',
  (name, schema) => {
    expect(JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'))).toEqual(schema);
  },
);

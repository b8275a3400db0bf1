import { writeFileSync } from 'node:fs';
import { reportJsonSchemas } from './report-json-schemas.ts';

for (const [name, schema] of Object.entries(reportJsonSchemas())) {
  writeFileSync(new URL(`../schema/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

import { toJsonSchema } from '@valibot/to-json-schema';
import { benchReportSchema, profileReportSchema } from '../src/report/index.ts';

/** The JSON Schema files that the package ships, by file name. */
export function reportJsonSchemas(): Readonly<Record<string, object>> {
  return {
    'bench-report.json': fileOf('NSI benchmark report, version 1', benchReportSchema),
    'profile-report.json': fileOf('NSI profile report, version 1', profileReportSchema),
  };
}

function fileOf(title: string, schema: Parameters<typeof toJsonSchema>[0]): object {
  const { $schema: _, ...body } = toJsonSchema(schema, { errorMode: 'ignore', target: 'draft-2020-12' });
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...body };
}

import * as v from 'valibot';
import type { ProfileReport } from './profile-report.ts';
import { count, environmentSchema, findingSchema, text } from './schema-parts.ts';

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(-1));

/**
 * Valibot schema of a `ProfileReport`, without the check that its rows form a tree: read files with `parseProfileReport`. Unknown fields
 * pass.
 */
export const profileReportSchema: v.GenericSchema<unknown, ProfileReport> = v.looseObject({
  $schema: text,
  kind: v.literal('nsi.profile'),
  schemaVersion: v.literal(1),
  createdAt: text,
  isComplete: v.boolean(),
  tool: v.looseObject({ name: text, version: text }),
  environment: environmentSchema,
  target: v.looseObject({ kind: v.picklist(['script', 'module', 'process']), path: text, args: v.array(text) }),
  summary: v.looseObject({
    wallNs: v.number(),
    cpuNs: v.number(),
    gcNs: v.number(),
    eventLoopUtilization: v.number(),
    sampleCount: count,
    intervalNs: v.number(),
    overheadRatio: v.number(),
    exit: v.looseObject({ code: v.nullable(v.number()), signal: v.nullable(text) }),
  }),
  frames: v.array(
    v.looseObject({
      name: text,
      file: text,
      line: count,
      column: count,
      category: v.picklist(['app', 'dependency', 'node', 'native', 'gc', 'idle']),
    }),
  ),
  callTree: v.looseObject({ parent: v.array(index), frame: v.array(index), self: v.array(v.number()), total: v.array(v.number()) }),
  findings: v.array(findingSchema),
});

import * as v from 'valibot';
import type { ProfileReport } from './profile-report.ts';
import {
  allocationSchema,
  collectionsSchema,
  counterSchema,
  deoptimizationSchema,
  megamorphicSchema,
  packageSchema,
  seriesSchema,
  spanSchema,
  stretchSchema,
  waitSchema,
} from './profile-activity-schema.ts';
import { count, environmentSchema, findingSchema, placeSchema, text } from './schema-parts.ts';

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
  mode: v.exactOptional(v.picklist(['low', 'default', 'deep', 'exact'])),
  summary: v.looseObject({
    verdict: v.exactOptional(text),
    wallNs: v.number(),
    cpuNs: v.number(),
    gcNs: v.number(),
    eventLoopUtilization: v.number(),
    sampleCount: count,
    busySampleCount: v.exactOptional(count),
    intervalNs: v.number(),
    overheadRatio: v.number(),
    exit: v.looseObject({ code: v.nullable(v.number()), signal: v.nullable(text) }),
    warnings: v.exactOptional(v.array(text)),
  }),
  threads: v.exactOptional(
    v.array(
      v.looseObject({
        pid: count,
        threadId: count,
        parentPid: count,
        name: text,
        nodeVersion: text,
        wallNs: v.number(),
        cpuNs: v.number(),
        eventLoopUtilization: v.number(),
        sampleCount: count,
        busySampleCount: count,
        row: count,
        isComplete: v.boolean(),
      }),
    ),
  ),
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
  functions: v.exactOptional(
    v.array(
      v.looseObject({
        frame: count,
        self: v.number(),
        total: v.number(),
        callCount: v.exactOptional(count),
        allocatedBytes: v.exactOptional(v.number()),
        lines: v.array(v.tuple([count, v.number()])),
        inlinedInto: v.exactOptional(v.array(count)),
        unresolved: v.exactOptional(v.number()),
        ambiguous: v.exactOptional(v.array(v.looseObject({ samples: v.number(), candidates: v.array(placeSchema) }))),
      }),
    ),
  ),
  waits: v.exactOptional(v.array(waitSchema)),
  series: v.exactOptional(seriesSchema),
  collections: v.exactOptional(collectionsSchema),
  allocations: v.exactOptional(v.array(allocationSchema)),
  promoted: v.exactOptional(v.array(allocationSchema)),
  counters: v.exactOptional(v.array(counterSchema)),
  stretches: v.exactOptional(v.array(stretchSchema)),
  packages: v.exactOptional(v.array(packageSchema)),
  deoptimizations: v.exactOptional(v.array(deoptimizationSchema)),
  megamorphic: v.exactOptional(v.array(megamorphicSchema)),
  spans: v.exactOptional(v.array(spanSchema)),
  findings: v.array(findingSchema),
});

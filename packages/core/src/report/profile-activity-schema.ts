import * as v from 'valibot';
import type {
  Allocation,
  CallCounter,
  Collections,
  Deoptimization,
  LoadedPackage,
  MegamorphicAccess,
  ProfileSeries,
  ProfileSpan,
  Stretch,
  Wait,
} from './profile-activity.ts';
import { count, countedPlaceSchema, text } from './schema-parts.ts';

const number = v.number();
const column = v.array(number);
const places = v.array(countedPlaceSchema);

export const waitSchema: v.GenericSchema<unknown, Wait> = v.looseObject({
  kind: v.picklist(['socket', 'connect', 'handshake', 'lookup', 'file', 'timer', 'query', 'acquire', 'pool']),
  peer: text,
  count,
  ns: number,
  medianNs: v.exactOptional(number),
  p95Ns: v.exactOptional(number),
  maxNs: number,
  chainLength: v.exactOptional(count),
  chainedCount: v.exactOptional(count),
  chainedNs: v.exactOptional(number),
  places: v.exactOptional(places),
});

export const seriesSchema: v.GenericSchema<unknown, ProfileSeries> = v.looseObject({
  timeNs: column,
  eventLoopUtilization: column,
  delayNs: column,
  rssBytes: column,
  heapUsedBytes: column,
  externalBytes: column,
  gcNs: column,
  cpuNs: column,
  poolProbeNs: column,
  timerCount: column,
});

export const collectionsSchema: v.GenericSchema<unknown, Collections> = v.looseObject({
  minorCount: count,
  minorNs: number,
  majorCount: count,
  majorNs: number,
  otherNs: number,
  longestNs: number,
  afterMajor: v.array(v.tuple([number, number])),
});

export const allocationSchema: v.GenericSchema<unknown, Allocation> = v.looseObject({
  frame: count,
  line: count,
  bytes: number,
  share: number,
});

export const counterSchema: v.GenericSchema<unknown, CallCounter> = v.looseObject({
  name: text,
  count,
  timedCount: count,
  ns: number,
  longestNs: number,
  bytes: number,
  sizes: v.exactOptional(v.array(v.tuple([count, count]))),
  distinctCount: v.exactOptional(count),
  repeatCount: v.exactOptional(count),
  keys: v.exactOptional(v.array(v.tuple([text, count]))),
  places,
  startupCount: count,
});

export const stretchSchema: v.GenericSchema<unknown, Stretch> = v.looseObject({
  pid: count,
  threadId: count,
  startNs: number,
  durationNs: number,
  frame: count,
  line: count,
  share: number,
});

export const packageSchema: v.GenericSchema<unknown, LoadedPackage> = v.looseObject({ name: text, fileCount: count, samples: count });

export const deoptimizationSchema: v.GenericSchema<unknown, Deoptimization> = v.looseObject({
  file: text,
  line: count,
  column: count,
  reason: text,
  function: v.exactOptional(text),
  count,
});

export const megamorphicSchema: v.GenericSchema<unknown, MegamorphicAccess> = v.looseObject({
  file: text,
  line: count,
  column: count,
  property: text,
  isStore: v.boolean(),
  shapeCount: count,
});

export const spanSchema: v.GenericSchema<unknown, ProfileSpan> = v.looseObject({
  name: text,
  count,
  ns: number,
  maxNs: number,
  errorCount: count,
});

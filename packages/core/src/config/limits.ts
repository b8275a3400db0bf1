import * as v from 'valibot';
import { byteSize } from '../options/byte-size.ts';

/** Hard bounds enforced at run time. Sizes in bytes; `Infinity` means no bound of our own. */
export interface Limits {
  readonly maxMemoryBytes: number;
  readonly maxThreads: number;
  readonly maxOpenFiles: number;
  readonly maxSockets: number;
  readonly maxDbConnections: number;
}

/** No bound of our own: what the machine gives. */
export const noLimits: Limits = Object.freeze({
  maxMemoryBytes: Infinity,
  maxThreads: Infinity,
  maxOpenFiles: Infinity,
  maxSockets: Infinity,
  maxDbConnections: Infinity,
});

const bound = (what: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.safeInteger(`a whole number of ${what} from 1`), v.minValue(1, `a whole number of ${what} from 1`));

/** The section `limits` as it is checked: what is left out has no bound of our own. */
type LimitsSection = { readonly [Name in keyof Limits]?: number };

/** Schema of the section `limits`. */
export const limitsSchema: v.GenericSchema<unknown, LimitsSection> = v.strictObject({
  maxMemoryBytes: v.exactOptional(
    v.pipe(
      byteSize,
      v.minValue(2 ** 20, 'at least 1 MiB'),
      v.description('Memory of pools and caches together, in bytes or as text such as "512MiB".'),
    ),
  ),
  maxThreads: v.exactOptional(v.pipe(bound('threads'), v.description('Threads beside the main one.'))),
  maxOpenFiles: v.exactOptional(v.pipe(bound('files'), v.description('File handles open at the same time.'))),
  maxSockets: v.exactOptional(v.pipe(bound('sockets'), v.description('Sockets open at the same time.'))),
  maxDbConnections: v.exactOptional(v.pipe(bound('connections'), v.description('Database connections of all pools together.'))),
});

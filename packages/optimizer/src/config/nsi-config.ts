import type { Level, Limits } from '@nsi/core';
import type { CpuOptionsInput } from '@nsi/cpu/plugin';
import type { IoOptionsInput } from '@nsi/io/plugin';
import type { MemoryOptionsInput } from '@nsi/memory/plugin';

/** A size in bytes, or text such as `"512MiB"`. */
export type ByteSize = number | string;

/** What every section has beside its own options. */
export interface SectionHead {
  /** `false` gives the plain, unoptimized twin. Default true. */
  readonly enabled?: boolean;
  /** Default: the level of the whole configuration. */
  readonly level?: Level;
}

/** The configuration as a person writes it: one shape for files, code and every environment. */
export interface NsiConfig extends NsiConfigPart {
  readonly $schema?: string;
  /** Packages or files to load plugins from; relative paths count from the configuration file. */
  readonly plugins?: readonly string[];
  /** Parts that go over the rest in one environment (`NSI_ENV`, else `NODE_ENV`, else development). */
  readonly environments?: Readonly<Record<string, NsiConfigPart>>;
}

/** The part that may differ between environments. A plugin's section stands under its name. */
export interface NsiConfigPart {
  /** Default `balanced`. */
  readonly level?: Level;
  readonly limits?: Partial<Omit<Limits, 'maxMemoryBytes'>> & { readonly maxMemoryBytes?: ByteSize };
  /** Where metrics are served; port 0 takes any free one. Default 127.0.0.1:9464. */
  readonly monitoring?: { readonly host?: string; readonly port?: number };
  readonly memory?: MemoryOptionsInput & SectionHead;
  readonly cpu?: CpuOptionsInput & SectionHead;
  readonly io?: IoOptionsInput & SectionHead;
  readonly [section: string]: unknown;
}

/** Fixes the type of a configuration in `nsi.config.ts`. */
export function defineConfig(config: NsiConfig): NsiConfig {
  return Object.freeze(config);
}

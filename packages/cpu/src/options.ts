import { byteSize, type Level } from '@nsi/core';
import * as v from 'valibot';

/** How exactly floats are added; see `simd.sum`. */
export const accuracies = ['fast', 'pairwise', 'exact'] as const;
export type Accuracy = (typeof accuracies)[number];

/** What a compiled expression computes with. */
export const precisions = ['f64', 'f32'] as const;
export type Precision = (typeof precisions)[number];

/** The section `cpu` in force. Sizes in bytes. */
export interface CpuOptions {
  readonly pool: PoolSection;
  readonly simd: SimdSection;
  readonly kernel: KernelSection;
  readonly arena: ArenaSection;
}

/** Defaults of `createPool`. */
export interface PoolSection {
  /** Threads of a pool: a number, `spare` (effective cores without the one this thread keeps busy, at least 1) or `all` effective cores. */
  readonly threads: number | 'spare' | 'all';
  /** How long one batch of small tasks should take. */
  readonly targetMs: number;
}

/** Defaults of `simd`. */
export interface SimdSection {
  readonly sums: Accuracy;
}

/** Defaults of `kernel`. */
export interface KernelSection {
  readonly precision: Precision;
}

/** The handle's arena. */
export interface ArenaSection {
  /** What it may grow to; address space is reserved, memory is taken as it is used. */
  readonly maxBytes: number;
}

/** The section as a person writes it: any part of it, sizes also as text. */
export type CpuOptionsInput = {
  readonly [Part in keyof CpuOptions]?: {
    readonly [Name in keyof CpuOptions[Part]]?: Name extends 'maxBytes' ? number | string : CpuOptions[Part][Name];
  };
};

/** Schema of the section `cpu`. */
export const cpuOptionsSchema: v.GenericSchema<unknown, CpuOptions> = v.strictObject({
  pool: v.strictObject({
    threads: v.pipe(
      v.union([v.pipe(v.number(), v.safeInteger(), v.minValue(1)), v.picklist(['spare', 'all'])]),
      v.description('Threads of a pool: a number, `spare` (effective cores − 1, at least 1) or `all`. At most `limits.maxThreads`.'),
    ),
    targetMs: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1000), v.description('How long one batch of small tasks should take.')),
  }),
  simd: v.strictObject({
    sums: v.pipe(v.picklist(accuracies), v.description('How exactly `simd.sum` adds floats when the call does not say.')),
  }),
  kernel: v.strictObject({
    precision: v.pipe(v.picklist(precisions), v.description('What `kernel` computes with when the call does not say.')),
  }),
  arena: v.strictObject({
    maxBytes: v.pipe(
      byteSize,
      v.minValue(65_536, 'at least 64 KiB'),
      v.maxValue(2 ** 32, 'at most 4 GiB'),
      v.description("What the handle's arena may grow to, at most 4 GiB and `limits.maxMemoryBytes`."),
    ),
  }),
});

type Written<Part extends keyof CpuOptions> = Required<NonNullable<CpuOptionsInput[Part]>>;

/** Defaults of every option at every level. No level changes a result: less exact sums and f32 expressions are had by asking for them. */
export const cpuLevels: Readonly<Record<Level, { readonly [Part in keyof CpuOptions]: Written<Part> }>> = Object.freeze({
  conservative: {
    pool: { threads: 1, targetMs: 2 },
    simd: { sums: 'exact' },
    kernel: { precision: 'f64' },
    arena: { maxBytes: '64MiB' },
  },
  balanced: {
    pool: { threads: 'spare', targetMs: 2 },
    simd: { sums: 'exact' },
    kernel: { precision: 'f64' },
    arena: { maxBytes: '256MiB' },
  },
  aggressive: {
    pool: { threads: 'all', targetMs: 5 },
    simd: { sums: 'exact' },
    kernel: { precision: 'f64' },
    arena: { maxBytes: '2GiB' },
  },
});

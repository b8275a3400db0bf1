import { defineDriver, type DefinedDriver } from '@nsi/core';

/** LZ4 blocks behind four bytes of their plain size, and frames; what returns a promise runs on libuv's threads. */
export interface Lz4Library {
  compress(bytes: Uint8Array, dictionary?: Uint8Array): Promise<Uint8Array>;
  compressSync(bytes: Buffer): Uint8Array;
  /** Trusts the size in front of the block: only for bytes that were just made. */
  uncompressSync(bytes: Uint8Array): Uint8Array;
  compressFrame(bytes: Uint8Array, options: { readonly contentChecksum: boolean }): Promise<Uint8Array>;
}

/** The only door to lz4-napi. Everything that need not leave the thread runs on the kernels, which are faster. */
export const lz4Napi: DefinedDriver<undefined, Lz4Library> = defineDriver({
  name: 'lz4-napi',
  needs: { package: 'lz4-napi', range: '^2.10.0' },
  load: async (): Promise<Lz4Library> => (await import('lz4-napi')).default,
  create: (library: Lz4Library) => library,
});

import { defineDriver, type DefinedDriver } from '@nsi/core';

/** LZ4 on libuv's threads. `compress` makes a raw block behind four bytes of its plain size. */
export interface Lz4Library {
  compress(bytes: Uint8Array, dictionary?: Uint8Array): Promise<Uint8Array>;
  compressFrame(bytes: Uint8Array, options: { readonly contentChecksum: boolean }): Promise<Uint8Array>;
}

/** The only door to lz4-napi. Everything that need not leave the thread runs on the kernels, which are faster. */
export const lz4Napi: DefinedDriver<undefined, Lz4Library> = defineDriver({
  name: 'lz4-napi',
  needs: { package: 'lz4-napi', range: '^2.10.0' },
  load: async (): Promise<Lz4Library> => (await import('lz4-napi')).default,
  create: (library: Lz4Library) => library,
});

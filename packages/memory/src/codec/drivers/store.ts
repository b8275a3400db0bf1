import type { Codec } from '@nsi/core/ports';
import { packedCodec } from '../packed-bytes-codec.ts';

/** The bytes as they are, behind a header and with checksums: damage, truncation and foreign input are noticed. */
export const store: Codec = packedCodec('store');

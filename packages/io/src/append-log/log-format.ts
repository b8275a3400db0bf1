import { crc32c } from './crc32c.ts';

/*
 * file    header group*
 * header  "NSILOG\r\n" (8) · version (2) · zero (2) · salt (4) · checksum (4)                                    20 bytes
 * group   magic (4) · payload bytes (4) · sequence (8) · checksum of header (4) · of payload (4) · payload       24 bytes and payload
 * payload (record bytes (4) · record)*
 *
 * A group is what one sync made durable: all of its records or none. Numbers are little-endian. Checksums are CRC-32C and begin with the
 * salt, so that a group of another log, stored in a record of this one, is no group here. Sequence numbers count from 1 without gaps: a
 * group can only have been written after the one before it was durable.
 */
export const fileHeaderBytes = 20;
export const groupHeaderBytes = 24;
export const recordHeaderBytes = 4;
export const logVersion = 1;

const title = Buffer.from('NSILOG\r\n', 'latin1');
const groupMagic = 0x7b1d_91e5;
export const groupMagicBytes: Uint8Array = littleEndian(groupMagic);

export function makeFileHeader(salt: number): Buffer {
  const header = Buffer.alloc(fileHeaderBytes);
  title.copy(header);
  header.writeUInt16LE(logVersion, 8);
  header.writeUInt32LE(salt, 12);
  header.writeUInt32LE(crc32c(header, 0, 16), 16);
  return header;
}

/** What the first bytes of a file say: the salt of a log, that it is no log, or one of a newer version. */
export function readFileHeader(bytes: Buffer): { readonly salt: number } | 'foreign' | 'newer' | 'damaged' {
  if (bytes.length < fileHeaderBytes || !bytes.subarray(0, title.length).equals(title)) return 'foreign';
  if (bytes.readUInt32LE(16) !== crc32c(bytes, 0, 16)) return 'damaged';
  if (bytes.readUInt16LE(8) !== logVersion) return 'newer';
  return { salt: bytes.readUInt32LE(12) };
}

/** Writes the header of a group into the first bytes of `group`, whose payload is in place behind them. */
export function sealGroup(group: Buffer, length: number, sequence: number, salt: number): void {
  group.writeUInt32LE(groupMagic, 0);
  group.writeUInt32LE(length - groupHeaderBytes, 4);
  group.writeBigUInt64LE(BigInt(sequence), 8);
  const ofHeader = crc32c(group, 0, 16, salt);
  group.writeUInt32LE(ofHeader, 16);
  group.writeUInt32LE(crc32c(group, groupHeaderBytes, length, ofHeader), 20);
}

export interface GroupHeader {
  readonly payloadBytes: number;
  readonly sequence: number;
  readonly payloadChecksum: number;
  readonly headerChecksum: number;
}

/** The header at `offset`, or `undefined` when there is none that is whole. */
export function readGroupHeader(bytes: Buffer, offset: number, salt: number): GroupHeader | undefined {
  if (bytes.length - offset < groupHeaderBytes || bytes.readUInt32LE(offset) !== groupMagic) return undefined;
  const headerChecksum = bytes.readUInt32LE(offset + 16);
  if (headerChecksum !== crc32c(bytes, offset, offset + 16, salt)) return undefined;
  return {
    payloadBytes: bytes.readUInt32LE(offset + 4),
    sequence: Number(bytes.readBigUInt64LE(offset + 8)),
    payloadChecksum: bytes.readUInt32LE(offset + 20),
    headerChecksum,
  };
}

export function hasWholePayload(payload: Buffer, { payloadChecksum, headerChecksum }: GroupHeader): boolean {
  return crc32c(payload, 0, payload.length, headerChecksum) === payloadChecksum;
}

function littleEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

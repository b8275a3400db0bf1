const polynomial = 0x82f6_3b78;
const slices = 8;
const tables = makeTables();

/**
 * CRC-32C (Castagnoli), the checksum of iSCSI, ext4 and most logs, eight bytes a step (Kounavis and Berry 2005). `before` is the checksum of
 * what stands in front of `bytes`.
 *
 * Hot: every record of every append log; see docs/decisions/io-durability.md for its figures against `crc32` of `node:zlib`.
 */
export function crc32c(bytes: Uint8Array, start: number, end: number, before = 0): number {
  let crc = ~before;
  let index = start;
  for (const last = end - slices; index <= last; index += slices) {
    crc ^= at(bytes, index) | (at(bytes, index + 1) << 8) | (at(bytes, index + 2) << 16) | (at(bytes, index + 3) << 24);
    crc =
      at(tables, 0x700 | (crc & 255)) ^
      at(tables, 0x600 | ((crc >>> 8) & 255)) ^
      at(tables, 0x500 | ((crc >>> 16) & 255)) ^
      at(tables, 0x400 | (crc >>> 24)) ^
      at(tables, 0x300 | at(bytes, index + 4)) ^
      at(tables, 0x200 | at(bytes, index + 5)) ^
      at(tables, 0x100 | at(bytes, index + 6)) ^
      at(tables, at(bytes, index + 7));
  }
  for (; index < end; index++) crc = (crc >>> 8) ^ at(tables, (crc ^ at(bytes, index)) & 255);
  return ~crc >>> 0;
}

function at(values: Uint8Array | Uint32Array, index: number): number {
  return values[index] as number;
}

function makeTables(): Uint32Array {
  const made = new Uint32Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    made[byte] = crc;
  }
  for (let slice = 1; slice < slices; slice++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = at(made, (slice - 1) * 256 + byte);
      made[slice * 256 + byte] = (before >>> 8) ^ at(made, before & 255);
    }
  }
  return made;
}

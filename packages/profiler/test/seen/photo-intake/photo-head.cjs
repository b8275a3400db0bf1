'use strict';

/** What the first bytes of a photo say: magic, seconds since 1970, number. */
exports.headOf = function headOf(bytes) {
  if (bytes.toString('latin1', 0, 4) !== 'PHOT') throw new TypeError('expected a photo');
  const taken = new Date(bytes.readUInt32BE(4) * 1_000).toISOString();
  return { month: taken.slice(0, 7), name: `${taken.slice(0, 10)}-${String(bytes.readUInt32BE(8)).padStart(5, '0')}` };
};

import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';

const [toBrotli, toGzip] = [brotliCompress, gzip].map((pack) => promisify(pack));

/** A function that packs a body in the way the other side likes best. */
export const packer =
  ({ atLeast = 860 } = {}) =>
  async (body, accepted = '') => {
    if (body.length < atLeast) return { bytes: body };
    if (/\bbr\b/.test(accepted)) {
      const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
      return { encoding: 'br', bytes: await toBrotli(body, { params }) }; // <- slow
    }
    if (accepted.includes('gzip')) return { encoding: 'gzip', bytes: await toGzip(body) };
    return { bytes: body };
  };

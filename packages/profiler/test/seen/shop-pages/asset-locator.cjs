'use strict';
const { statSync } = require('node:fs');
const { join } = require('node:path');

const formats = ['.avif', '.webp', '.png'];

class AssetLocator {
  #roots;

  constructor(roots) {
    this.#roots = roots;
  }

  /** Address of a picture with the version browsers may keep for ever. */
  url(name) {
    const found = this.#locate(name);
    return found ? `/assets/${found.file}?v=${Math.trunc(found.version).toString(36)}` : '/assets/missing.png';
  }

  #locate(name) {
    for (const root of this.#roots) {
      for (const format of formats) {
        const stats = statSync(join(root, name + format), { throwIfNoEntry: false }); // <- slow
        if (stats?.isFile()) return { file: name + format, version: stats.size };
      }
    }
    return undefined;
  }
}

module.exports = { AssetLocator };

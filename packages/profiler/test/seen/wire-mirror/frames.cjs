const { Transform } = require('node:stream');

/** Cuts a stream of bytes into its frames. */
class Frames extends Transform {
  #rest = Buffer.alloc(0);

  constructor() {
    super({ readableObjectMode: true, readableHighWaterMark: 2 });
  }

  _transform(chunk, _encoding, done) {
    this.#take(chunk);
    for (let frame = this.#next(); frame; frame = this.#next()) this.push(frame);
    done();
  }

  #take(chunk, list = [this.#rest, chunk]) {
    this.#rest = Buffer.concat(list); // <- slow
  }

  #next() {
    if (this.#rest.length < 4) return undefined;
    const end = 4 + this.#rest.readUInt32BE(0);
    if (this.#rest.length < end) return undefined;
    const frame = this.#rest.subarray(4, end);
    this.#rest = this.#rest.subarray(end);
    return frame;
  }
}

module.exports = { Frames };

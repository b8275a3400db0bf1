// Right answer: buffer-concat-loop
// Reads length-prefixed frames that a device sends in small pieces.
import { EventEmitter } from 'node:events';

class FrameReader extends EventEmitter {
  #rest = Buffer.alloc(0);

  feed(chunk) {
    this.#rest = Buffer.concat([this.#rest, chunk]); // <- slow
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (this.#rest.length < 4 + length) return;
      this.emit('frame', this.#rest.subarray(4, 4 + length));
      this.#rest = this.#rest.subarray(4 + length);
    }
  }
}

const picture = Buffer.alloc(4 + 1_500_000, 7);
picture.writeUInt32BE(1_500_000, 0);

const reader = new FrameReader();
let frames = 0;
reader.on('frame', () => frames++);
for (let turn = 0; turn < 2; turn++) {
  for (let at = 0; at < picture.length; at += 1460) reader.feed(picture.subarray(at, at + 1460));
}
console.log(frames, 'frames');

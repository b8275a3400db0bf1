// Right answer: microtask-storm
// Reads a logger's memory and smooths the values of its sensors.
import { EventEmitter } from 'node:events';

function memoryOf(samples) {
  const memory = Buffer.alloc(samples * 4);
  for (let n = 0; n < samples; n++) {
    memory.writeUInt16LE(n % 24, n * 4);
    memory.writeInt16LE(Math.round(Math.sin(n / 500) * 900) + (n % 13), n * 4 + 2);
  }
  return memory;
}

class Smoother extends EventEmitter {
  #levels = new Float64Array(24);

  constructor({ share = 0.1 } = {}) {
    super();
    this.share = share;
  }

  add(sensor, value) {
    this.#levels[sensor] += (value - this.#levels[sensor]) * this.share;
    return this.#levels[sensor];
  }

  finish() {
    this.emit('levels', [...this.#levels]);
  }
}

async function* values(memory) {
  for (let at = 0; at < memory.length; at += 4) {
    yield { sensor: memory.readUInt16LE(at), value: memory.readInt16LE(at + 2) }; // <- slow
  }
}

async function* inRange(source, low, high) {
  for await (const sample of source) {
    if (sample.value >= low && sample.value <= high) yield sample;
  }
}

const smoother = new Smoother({ share: 0.05 });
smoother.on('levels', (levels) => console.log(levels.map(Math.round).slice(0, 6).join(' ')));
const page = memoryOf(1_200_000);
for (let round = 0; round < 6; round++) {
  for await (const { sensor, value } of inRange(values(page), -850, 850)) smoother.add(sensor, value);
}
smoother.finish();

// Right answer: zlib-sync
// Packs snapshots of documents before it stores them.
import { EventEmitter } from 'node:events';
import zlib from 'node:zlib';

const store = new Map();

function pack(snapshot) {
  const text = JSON.stringify(snapshot);
  return zlib.gzipSync(text, { level: 6 }); // <- slow
}

const bus = new EventEmitter();
bus.on('changed', (document) => {
  store.set(document.id, pack(document));
});

const words = ['apple', 'pear', 'plum', 'quince', 'cherry', 'medlar', 'damson'];
for (let id = 0; id < 700; id++) {
  const paragraphs = Array.from({ length: 300 }, (_, index) => `${words[(index * id) % 7]} ${words[(index + id) % 5]} ${index * id}`);
  bus.emit('changed', { id, title: `Document ${id}`, paragraphs: paragraphs.concat(paragraphs) });
  if (id % 10 === 0) await new Promise(setImmediate);
}
let bytes = 0;
for (const packed of store.values()) bytes += packed.length;
console.log(store.size, bytes);

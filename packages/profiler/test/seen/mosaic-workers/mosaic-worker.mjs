import { parentPort } from 'node:worker_threads';
import { brightness, edges, smooth, tileMeans } from './filters.mjs';

parentPort.on('message', ({ buffer, width, height }) => {
  const light = brightness(new Uint8Array(buffer));
  const soft = smooth(light, width, height);
  const tiles = tileMeans(edges(soft, width, height), width, height, { size: 16 });
  parentPort.postMessage(tiles, [tiles.buffer]);
});

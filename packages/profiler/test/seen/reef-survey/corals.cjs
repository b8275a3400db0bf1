const { parentPort } = require('node:worker_threads');
const { smooth, threshold } = require('./filters.cjs');
const { regions } = require('./regions.cjs');

parentPort.on('message', ({ number, side, pixels }) => {
  const smoothed = smooth(pixels, side);
  const isBright = threshold(smoothed);
  const corals = regions(isBright, side).filter(({ size }) => size > 30);
  parentPort.postMessage({ number, corals, pixels }, [pixels.buffer]);
});

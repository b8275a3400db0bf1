const { parentPort } = require('node:worker_threads');

const slopeOf = ({ left, right, up, down }) => Math.hypot((right - left) / 2, (down - up) / 2);

parentPort.on('message', ({ id, cell }) => parentPort.postMessage({ id, slope: slopeOf(cell) }));

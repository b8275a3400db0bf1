// Right answer: clean
// Surveys the pictures of a reef: two threads find the corals, the main thread draws up the map.
const path = require('node:path');
const { Worker } = require('node:worker_threads');
const { picture } = require('./picture.cjs');
const { ReefMap } = require('./reef-map.cjs');

const total = 420;

function survey(worker, take, map) {
  return new Promise((resolve, reject) => {
    const next = (used) => {
      const number = take();
      if (number === undefined) return worker.terminate().then(resolve, reject);
      const pixels = picture(number, 512, used);
      return worker.postMessage({ number, side: 512, pixels }, [pixels.buffer]);
    };
    worker.on('error', reject);
    worker.on('message', ({ number, corals, pixels }) => {
      map.add(number, corals);
      next(pixels);
    });
    next();
  });
}

async function main() {
  let number = 0;
  const take = () => (number < total ? number++ : undefined);
  const map = new ReefMap();
  const workers = Array.from({ length: 2 }, () => new Worker(path.join(__dirname, 'corals.cjs')));
  await Promise.all(workers.map((worker) => survey(worker, take, map)));
  console.log(map.toString());
}

main();
